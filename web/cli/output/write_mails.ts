import type { Site } from '../site/site.js';
import { FarIssues } from '../sent/issue.js';
import { shownMail } from '../sent/shown_mail.js';
import { loadPrerender } from '../site/prerender.js';
import { Turns } from '../terminal/turns.js';
import type { BuildStep } from './step.js';

/** `mail.html` beside the page of each issue, where the owner shows readers what was sent. */
export function writeMails({ mail, baseURL }: Site): BuildStep {
  return {
    async finish({ archive, record, progress, remarks }, output) {
      if (mail?.view !== true) return;
      if (baseURL === undefined) {
        remarks.push('No mails are shown: they are made of whole addresses (baseURL)');
        return;
      }
      const issues = new FarIssues(archive, await loadPrerender());
      const turns = new Turns();
      try {
        const states = record.statesOf(archive, issues.pages);
        for (const [number, { path }] of archive.entries().entries()) {
          const file = issues.pages.mailOf(path);
          if (file === undefined) continue;
          progress.show('Writing mails', number + 1);
          if (record.isAsBefore(file, states.of(path)) && output.adopt(file)) continue;
          const issue = await issues.of(path);
          if (issue !== undefined) await output.write(file, shownMail(archive, issue));
          await turns.giveWay();
        }
      } finally {
        issues.dispose();
      }
    },
  };
}
