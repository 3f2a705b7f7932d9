import type { Facet, Facets } from 'broadsheet';
import { type Html, type Part, html } from './html.js';
import { type FacetName, type Filter, facetNames, sameValue, toggled } from '../site/filter.js';
import { languageName, numberInWords } from '../site/writing.js';
import { addressesWith } from '../site/route.js';
import { type Frame, isolated, linkTo, linkToList } from './frame.js';

/** A facet with more values than this is folded to so many. */
const valuesShown = 8;
/** And unfolded to these: an archive may have thousands. */
const valuesListed = 120;

/** The column of facets: what the archive can be narrowed down to, and how much of it there is. */
export function facetPanel(frame: Frame, facets: Facets, filter: Filter): Part {
  return [
    ...facetNames.map((name) => group(frame, name, facets[name], filter)),
    dates(frame, filter),
  ];
}

function group(frame: Frame, name: FacetName, counted: readonly Facet[], filter: Filter): Part {
  const { strings } = frame;
  const chosen = filter.chosen[name];
  const isChosen = ({ value }: Facet) => chosen.some((other) => sameValue(other, value));
  // What was chosen stays in sight, to be given up, even where nothing has it any more.
  const lost = chosen
    .filter((value) => !counted.some((facet) => sameValue(facet.value, value)))
    .map((value) => ({ value, count: 0 }));
  const all = [...counted, ...lost];
  // A single value that everything has tells nothing.
  if (all.length < 2 && chosen.length === 0) return false;
  const id = `facet-${name}`;
  const folds = all.length > valuesShown + 2;
  const first = folds ? all.filter((facet, index) => index < valuesShown || isChosen(facet)) : all;
  const rest = folds ? all.filter((facet) => !first.includes(facet)).slice(0, valuesListed) : [];
  const withValue = addressesWith(frame.site, filter, name);
  const items = (list: readonly Facet[]) =>
    list.map((facet) => {
      const { value } = facet;
      const isOn = isChosen(facet);
      const href = isOn
        ? linkToList(frame, toggled(filter, name, value))
        : linkTo(frame, withValue(value));
      return item(frame, name, facet, href, isOn);
    });
  return html`
    <section class="facet ${id}" aria-labelledby="${id}">
      <h2 class="facet-name" id="${id}">${strings[name]}</h2>
      <ul>${items(first)}</ul>
      ${
        rest.length > 0 &&
        html`<details data-key="fold:${name}"><summary>${isolated(frame, strings.allValues(all.length))}</summary><ul>${items(rest)}</ul></details>`
      }
    </section>`;
}

function item(
  frame: Frame,
  name: FacetName,
  { value, count }: Facet,
  href: string,
  isChosen: boolean,
): Html {
  const { strings } = frame;
  const label = name === 'langs' ? languageName(value, strings) : value;
  return html`
    <li><a class="facet-link" href="${href}" rel="nofollow" data-in-place data-key="facet:${name}:${value}"
    ${isChosen && html` aria-current="true"`}><span class="facet-value">${isolated(frame, label)}</span> <span class="facet-count">${numberInWords(count, strings)}</span></a></li>`;
}

/** From one day to another. The form asks the list for it as every link does: in its address. */
function dates(frame: Frame, filter: Filter): Part {
  const { strings, site } = frame;
  if (site.span === undefined || site.span.first === site.span.last) return false;
  const { first, last } = site.span;
  const field = (key: 'from' | 'to', label: string) => html`
    <label class="date-field"><span>${label}</span><input type="date" name="${key}" data-key="${key}"
    ${html` min="${first}" max="${last}" value="${wholeDay(filter[key], key)}"`}></label>`;
  return html`
    <form class="facet facet-dates needs-script" aria-labelledby="facet-dates" data-form="dates">
      <h2 class="facet-name" id="facet-dates">${strings.dates}</h2>
      ${field('from', strings.fromDay)}${field('to', strings.toDay)}
      <button type="submit" class="link-button" data-key="dates">${strings.applyDates}</button>
    </form>`;
}

/** The first or last day of a year, month or day. */
function wholeDay(day: string | undefined, end: 'from' | 'to'): string {
  if (day === undefined || day.length === 10) return day ?? '';
  const [year = '', month = end === 'from' ? '01' : '12'] = day.split('-');
  if (end === 'from') return `${year}-${month}-01`;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return `${year}-${month}-${last}`;
}
