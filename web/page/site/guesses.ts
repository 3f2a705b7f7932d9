/*
 * Has languages guessed. A part of its own: manifests mostly tell the language of each issue, and then
 * a reader's page does without the frequent words of many.
 */
import { guessLanguage } from './guess-language.js';
import { guessWith } from './writing.js';

guessWith(guessLanguage);
