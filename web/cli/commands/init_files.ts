/* What `broadsheet init` writes. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** What is known, or was answered. */
export interface Beginning {
  title: string;
  baseURL?: string | undefined;
  timeZone: string;
  /** The folder of the posts, where it is not that of the configuration. */
  posts?: string | undefined;
  /** As the configuration has it, in YAML. */
  subscribe?: string | undefined;
}

/** Where the schema is put, so that editors find it without an installed package. */
export const schemaFile = '.broadsheet/config.schema.json';

/** The schema of the configuration, which lies beside the command line in the package. */
export function schemaText(): Promise<string> {
  // Relative to the bundle, dist/cli.
  const file = new URL('../broadsheet.config.schema.json', import.meta.url);
  return readFile(fileURLToPath(file), 'utf8');
}

/** The configuration: what is known, and the rest as examples. */
export function configurationText(beginning: Beginning): string {
  const { title, baseURL, timeZone, posts, subscribe } = beginning;
  const said = (line: string | undefined, example: string): string => line ?? `# ${example}`;
  return `# yaml-language-server: $schema=${schemaFile}
# Settings of the archive; each may be left out.

title: ${JSON.stringify(title)}

# What it is about, in a sentence.
# description: A letter a month about what stays true.

# The address at which the archive is published; feeds need it.
${said(baseURL && `baseURL: ${JSON.stringify(baseURL)}`, 'baseURL: https://example.org/letters/')}

# Where the posts lie, relative to this file.
${said(posts && `posts: ${JSON.stringify(posts)}`, 'posts: posts')}

# Of dates without an offset.
timeZone: ${timeZone}

# How readers subscribe: a provider, any form ({ action: … }), or a page ({ href: … }).
${said(subscribe && `subscribe: ${subscribe}`, 'subscribe: { provider: buttondown, id: letters }')}

# Who publishes it, and what every page ends with.
# author: Ada Example
# copyright: © 2026 Ada Example
# footer: Written slowly. [About](/about/)

# Pictures beside this file.
# logo: logo.svg
# icon: icon.png

# Links below the name; pages lie in the folder "pages".
# nav:
#   - { text: About, href: /about/ }

# Colours are quoted: # begins a comment.
# theme:
#   accent: "#0a6640"
#   paper: { light: "#fffdf5", dark: "#101410" }

# The newsletters, where the archive has several: names by folder.
# sections: { weekly: The Weekly, notes: Notes }

# HTML for statistics (head) and comments (afterIssue): docs/snippets.md.
# head: snippets/statistics.html
# afterIssue: snippets/comments.html

# Pictures for social media, of issues without a cover: docs/configuration.md.
# socialCards: { font: fonts/title.ttf }

# Files and folders that are passed over, relative to the folder of the posts.
exclude: []
`;
}

/** The first issue of a newsletter that has none. */
export function firstPost(date: string): string {
  return `---
title: "The first letter"
date: ${date}
tags: [hello]
---

This is a post: a file in Markdown, with its title and date above.

## What to do next

Change this text while \`broadsheet serve\` is running, and see the page follow.
`;
}

/** Where a workflow of GitHub lies. */
export const workflowFile = '.github/workflows/publish.yml';

/**
 * The workflow that publishes the archive with GitHub Pages: at every push, and once a day for posts
 * whose day has come.
 *
 * @param version of this package
 */
export function workflowText(version: string): string {
  return `name: Publish the archive

on:
  push:
    branches: [main]
  # Once a day, for posts whose day has come.
  schedule:
    - cron: '17 5 * * *'
  workflow_dispatch:

permissions:
  contents: read
  pages: write
  id-token: write

concurrency:
  group: pages
  cancel-in-progress: false

jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: \${{ steps.deployment.outputs.page_url }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - id: pages
        uses: actions/configure-pages@v5
      - run: npx --yes broadsheet@${version} build . --out _site --base-url "$BASE_URL/"
        env:
          BASE_URL: \${{ steps.pages.outputs.base_url }}
      - uses: actions/upload-pages-artifact@v3
        with:
          path: _site
      - id: deployment
        uses: actions/deploy-pages@v4
`;
}
