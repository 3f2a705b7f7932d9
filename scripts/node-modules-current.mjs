// Exits with 0 when node_modules holds what package-lock.json asks for, with 1 when not. npm keeps a
// lock file of what it installed; comparing the two is much quicker than any npm command.
import { readFileSync } from 'node:fs';

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

const wanted = packagesOf('package-lock.json');
const installed = packagesOf('node_modules/.package-lock.json');
if (!wanted || !installed) process.exit(1);

for (const [path, entry] of Object.entries(wanted)) {
  // Workspaces themselves stand outside node_modules; only the links to them are installed.
  if (!path.includes('node_modules/')) continue;
  const there = installed[path];
  if (!there) {
    if (entry.optional) continue;
    process.exit(1);
  }
  if (there.version !== entry.version || there.integrity !== entry.integrity) process.exit(1);
}
for (const path of Object.keys(installed)) {
  if (path.includes('node_modules/') && !wanted[path]) process.exit(1);
}
