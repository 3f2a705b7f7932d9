/* All languages at once, for whoever makes pages of any archive. */
import { ar } from './ar.js';
import { de } from './de.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { he } from './he.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { pt } from './pt.js';
import { ru } from './ru.js';
import { addStrings } from './tables.js';
import { zhHant } from './zh-hant.js';

addStrings('zh-Hant', zhHant);
addStrings('ja', ja);
addStrings('ko', ko);
addStrings('de', de);
addStrings('fr', fr);
addStrings('es', es);
addStrings('pt', pt);
addStrings('ru', ru);
addStrings('ar', ar);
addStrings('he', he);
