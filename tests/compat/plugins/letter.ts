/** The post that the plug-ins are tried with. */

/** A picture of one pixel. */
export const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Front matter that only Broadsheet reads: TOML, and bold text beside Chinese punctuation. */
export const letter = `+++
title = "周报"
tags = ["spring"]
+++
## 要点

**要点：**见下文。{{ braces }}

![A dot](dot.png)
`;

/** What of its HTML every tool shows. */
export const shown = '<strong>要点：</strong>见下文。';
