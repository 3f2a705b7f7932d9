// Puts the licence and the notices of what the module contains into the package before it is packed:
// they stand at the root of the repository, and npm packs what is in the package's own folder.
import { copyFile } from 'node:fs/promises';

for (const name of ['LICENSE', 'THIRD_PARTY_NOTICES']) {
  const from = new URL(`../${name}`, import.meta.url);
  try {
    await copyFile(from, new URL(name, import.meta.url));
  } catch (error) {
    console.error(`${from.pathname} cannot be copied into the package: ${error.message}`);
    process.exit(1);
  }
}
