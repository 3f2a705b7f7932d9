/** Media by their endings; everything else is a page of its host. */
const video = /\.(?:mp4|webm|ogv|m4v|mov)(?:[?#]|$)/i;
const audio = /\.(?:mp3|ogg|oga|m4a|wav|flac|opus)(?:[?#]|$)/i;

/**
 * Makes a card of each embed, which the core leaves as a link to what the author embedded: nothing
 * of another host is loaded before the reader asks for it. Without scripts the link stands.
 *
 * @param label what is pressed for it, with `#` for the host: given, not imported, as for `ahead.ts`
 */
export function startEmbeds(prose: HTMLElement, label: string): void {
  for (const link of prose.querySelectorAll<HTMLAnchorElement>('a.bs-embed')) {
    if (!/^https?:$/.test(link.protocol)) continue;
    const card = document.createElement('span');
    card.className = 'embed';
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = label.replace('#', link.host);
    button.addEventListener('click', () => {
      const player = playerOf(link);
      card.replaceChildren(player);
      player.focus();
    });
    link.replaceWith(card);
    card.append(button, link);
  }
}

function playerOf({ href, host }: HTMLAnchorElement): HTMLElement {
  if (video.test(href) || audio.test(href)) {
    const media = document.createElement(video.test(href) ? 'video' : 'audio');
    media.controls = true;
    media.src = href;
    return media;
  }
  const frame = document.createElement('iframe');
  frame.title = host;
  frame.allowFullscreen = true;
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  // A page of another host may run its scripts, but not touch this one.
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-presentation');
  frame.src = href;
  return frame;
}
