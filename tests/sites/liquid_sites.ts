/* Small Jekyll sites whose posts are templates, one for each kind of what Liquid may do in them. */
import type { SiteDescription } from './description.js';

function site(name: string, body: string, more: Readonly<Record<string, string>> = {}) {
  return {
    ...{ name: `liquid-${name}`, generator: 'jekyll' as const },
    files: {
      '_config.yml': [
        'title: The Press',
        'url: https://example.org',
        'baseurl: /press',
        'timezone: UTC',
        'word: from the configuration',
        'author: { name: Ann, tags: [x, y] }',
        'collections: { topics: { output: true, permalink: "/topics/:title/" } }',
        'defaults: [{ scope: { path: "" }, values: { mood: calm } }]',
        '',
      ].join('\n'),
      '_posts/2024-03-04-the-post.md': [
        '---',
        'title: The "Post"',
        'tags: [one, two]',
        'categories: News',
        'lang: en',
        'date: 2024-03-04 05:06:07',
        'rows: [{ name: b, count: 2 }, { name: a, count: 10 }]',
        '---',
        body,
      ].join('\n'),
      '_posts/2024-01-01-other.md': '---\ntitle: Other\n---\nOther text.\n',
      '_topics/beta.md': '---\ntitle: Beta\nshortname: b\n---\nBeta.\n',
      '_topics/alpha.md': '---\ntitle: Alpha\n---\nAlpha.\n',
      'about.md': '---\ntitle: About\n---\nAbout.\n',
      'en/contact.md': '---\ntitle: Contact\npermalink: /reach-us/\n---\nHere.\n',
      'img/a.png': '',
      ...more,
    },
  } satisfies SiteDescription;
}

export const liquidSites: SiteDescription[] = [
  site(
    'outputs',
    `{{ page.title }} {{page.title|escape}} {{ page.mood }} {{ page.nothing }}|{{ nothing }}|
{{ site.word }} {{ site.author.name }} {{ site.author.tags[1] }} {{ site.author["name"] }}
{{ "text" }} {{ 'single "quotes"' }} {{ 12 }} {{ -1.5 }} {{ true }} {{ nil }}| {{ page.tags | join: "+" }}
{{ page.tags.first }} {{ page.tags.size }} {{ page.url }} {{ page.id }} {{ page.path }} {{ page.date }}
{{ page.rows | map: "name" | join }} {{ page.categories }} {{ jekyll.environment }}
\`{{ page.lang }}\` and ${'```'}
{{ page.lang }} in code
${'```'}
and { { x } } and }}`,
  ),
  site(
    'filters',
    [
      ...['append: "b"', 'prepend: "b"', 'capitalize', 'downcase', 'upcase', 'strip', 'size'],
      ...['replace: "a", "o"', 'replace_first: "a", "o"', 'remove: "a"', 'remove_first: "a"'],
      ...['slice: 1', 'slice: 0, 3', 'slice: -2, 2', 'truncate: 8', 'truncatewords: 1', 'slugify'],
      ...['slugify: "latin"', 'slugify: "pretty"', 'url_encode', 'cgi_escape', 'uri_escape'],
      ...['escape', 'xml_escape', 'split: " " | last', 'split: "" | reverse | join: ""'],
      ...['number_of_words', 'default: "x"', 'lstrip | rstrip', 'relative_url', 'absolute_url'],
      ...['strip_html', 'newline_to_br', 'normalize_whitespace', 'jsonify'],
    ]
      .map((filter) => `{{ "A bäd <b> & 'apple' a" | ${filter} }}`)
      .concat([
        '{{ "/x.png" | relative_url }} {{ "x y.png" | relative_url }} {{ "" | relative_url }}',
        '{{ "https://other.example/" | relative_url }} {{ "/x" | absolute_url }}',
        '{{ 7 | plus: 2 }} {{ 7 | minus: 2 }} {{ 7 | times: 2 }} {{ 7 | divided_by: 2 }}',
        '{{ 7 | modulo: 2 }} {{ 7.5 | ceil }} {{ 7.5 | floor }} {{ 7.46 | round: 1 }} {{ -3 | abs }}',
        '{{ 3 | at_least: 5 }} {{ 7 | at_most: 5 }} {{ nil | default: "none" }} {{ "" | default: "e" }}',
        '{{ page.date | date: "%Y-%m-%d %H:%M %B %b %-d %e %j %A %a %p %I %s %%" }}',
        '{{ "2024-12-01 15:30" | date: "%-d. %-m. %H:%M" }} {{ "no date" | date: "%Y" }}',
        '{{ page.date | date_to_string }} {{ page.date | date_to_long_string }}',
        '{{ page.date | date_to_xmlschema }}',
        '{{ page.rows | sort: "name" | map: "count" | join: "," }}',
        '{{ page.rows | where: "name", "a" | map: "count" | first }}',
        '{{ "b,a,B,a" | split: "," | uniq | sort | join: "," }} {{ "b,a,B" | split: "," | sort_natural | join }}',
        '{{ page.tags | array_to_sentence_string }} {{ page.tags | concat: page.tags | size }}',
      ])
      .join('\n'),
  ),
  site(
    'variables',
    `{% assign a = "one" %}{% assign b = a | append: " two" %}[{{ b }}]
{% capture c %}{{ a }} and *{{ b }}*{% endcapture %}{{ c }}
{% assign list = "x,y,z" | split: "," %}{{ list[1] }} {{ list.last }} {{ list[-1] }}
{% increment n %}{% increment n %} {% decrement m %}
{%- assign tight = 1 -%}
   tight {{- tight -}} tight
{% assign x.y = "odd" %}`,
  ),
  site(
    'conditions',
    `{% if page.lang == "en" %}english{% else %}other{% endif %}
{% if page.nothing %}yes{% elsif page.tags contains "two" %}two{% endif %}
{% unless page.lang == "zh" %}not zh{% endunless %}
{% if page.tags.size > 1 and page.lang != "zh" or false %}both{% endif %}
{% if page.title contains "Post" %}has{% endif %}{% if "" == blank %}blank{% endif %}{% if nothing == nil %}nil{% endif %}
{% case page.lang %}{% when "de", "fr" %}de{% when "zh" or "en" %}zh or en{% else %}else{% endcase %}
{% if true %}
   {% assign quiet = 1 %}
{% endif %}after`,
  ),
  site(
    'loops',
    `{% for tag in page.tags %}- {{ forloop.index }}/{{ forloop.length }} {{ tag }}{% unless forloop.last %},{% endunless %}
{% endfor %}
{% for i in (1..5) %}{% if i == 2 %}{% continue %}{% endif %}{% if i == 4 %}{% break %}{% endif %}{{ i }}{% endfor %}
{% for x in nothing %}x{% else %}none{% endfor %}
{% for x in (1..9) limit:2 offset:3 %}{{ x }}{% endfor %} {% for x in page.tags reversed %}{{ x }} {% endfor %}
{% for pair in site.author %}{{ pair[0] }} {% endfor %}
{% for topic in site.topics %}
  [topic {{topic.shortname | default: topic.title}}]: {{topic.url}}
{%- endfor %}
{% for post in site.posts %}{{ post.title }} {{ post.url }} {{ post.date | date: "%F" }};{% endfor %}
{% for row in page.rows %}{% for i in (1..row.count) %}{{ i }}{% endfor %} {% endfor %}`,
  ),
  site(
    'includes',
    `{% include note.md text="a *literal* &amp; <b>" other=page.lang %}
{% include deep/inner.html %}
{% assign name = "note" %}{% include {{ name }}.md text='single "quotes"' %}
{% include note.md text="one
line

and another" %}

{% include references.md %}
[the topic][topic beta] {{ here }}
{% include_relative beside.md %}`,
    {
      '_includes/note.md': '> {{ include.text }} ({{ include.other }}) {{ include.missing }}\n',
      '_includes/deep/inner.html':
        '<p>{% include note.md text="inner" %}</p>{% assign here = "set" %}\n',
      '_includes/references.md':
        '{% comment %}<!-- all topics -->{% endcomment %}\n{% for topic in site.topics %}\n[topic {{ topic.slug }}]: {{ topic.url }}\n{% endfor %}',
      '_posts/beside.md': 'beside {{ page.title }}\n',
    },
  ),
  site(
    'addresses',
    `[a]({% post_url 2024-01-01-other %}) [b]({{ site.baseurl }}/x/) [c]({% link _topics/beta.md %})
[d]({% link about.md %}) [e]({% link en/contact.md %}) ![f]({% link img/a.png %})
![g]({{ "/img/a.png" | relative_url }}) [h]({{ site.url }}{% post_url 2024-03-04-the-post %}#part)
<a href="{{ "/about.html" | absolute_url }}">i</a>`,
  ),
  site(
    'raw-and-comments',
    `{% raw %}{{ page.title }} {% if x %} {% include y %}{% endraw %}
a{% comment %}hidden {{ page.title }} <!-- really --> {% include none.md %}{% endcomment %}b
{% comment %}<!--
several lines

and paragraphs -->{% endcomment %}
${'```'}
{% raw %}{{ in.code }}{% endraw %}
${'```'}
  {%- raw %}  trimmed  {% endraw -%} end`,
  ),
  site('none', '{ page.title } %} }} { { and { % x % }'),
];
