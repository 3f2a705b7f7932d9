import type { Rule } from '../finding.js';
import { encodingRules } from './encoding.js';
import { fileRules } from './files.js';
import { frontMatterRules } from './front_matter.js';
import { headingRules } from './headings.js';
import { imageRules } from './images.js';
import { linkRules } from './links.js';
import { markupRules } from './markup.js';

/** Every rule about one post. Those about several are in across_posts.ts. */
export const rules: readonly Rule[] = [
  ...encodingRules,
  ...frontMatterRules,
  ...headingRules,
  ...linkRules,
  ...imageRules,
  ...fileRules,
  ...markupRules,
];
