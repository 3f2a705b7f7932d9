/*
 * The types of files that may lie beside posts, by the ending of their names. What is not in these
 * tables is not published, and a server knows no type for it.
 */
import { fileName } from './post_names.js';

const pictures: Readonly<Record<string, string>> = {
  apng: 'image/apng',
  avif: 'image/avif',
  bmp: 'image/bmp',
  gif: 'image/gif',
  heic: 'image/heic',
  ico: 'image/x-icon',
  jfif: 'image/jpeg',
  jpe: 'image/jpeg',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  jxl: 'image/jxl',
  png: 'image/png',
  svg: 'image/svg+xml',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  webp: 'image/webp',
};

const sounds: Readonly<Record<string, string>> = {
  aac: 'audio/aac',
  flac: 'audio/flac',
  m4a: 'audio/mp4',
  mid: 'audio/midi',
  midi: 'audio/midi',
  mp3: 'audio/mpeg',
  oga: 'audio/ogg',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  weba: 'audio/webm',
};

const videos: Readonly<Record<string, string>> = {
  m4v: 'video/mp4',
  mkv: 'video/x-matroska',
  mov: 'video/quicktime',
  mp4: 'video/mp4',
  ogv: 'video/ogg',
  webm: 'video/webm',
};

const fonts: Readonly<Record<string, string>> = {
  otf: 'font/otf',
  ttf: 'font/ttf',
  woff: 'font/woff',
  woff2: 'font/woff2',
};

const documents: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  djvu: 'image/vnd.djvu',
  epub: 'application/epub+zip',
  ics: 'text/calendar; charset=utf-8',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf',
  srt: 'application/x-subrip',
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

const media = { ...pictures, ...sounds, ...videos };
const referable: Readonly<Record<string, string>> = { ...media, ...fonts, ...documents };

/** The ending of a file's name in small letters, without the dot; empty when it has none. */
export function endingOf(path: string): string {
  return /[^.]\.([^.]+)$/.exec(fileName(path))?.[1]?.toLowerCase() ?? '';
}

/** Whether the file is a picture, a sound or a video by its ending: what a page shows. */
export function isMediaName(path: string): boolean {
  return Object.hasOwn(media, endingOf(path));
}

/** The type of a file beside posts, as it is sent; undefined when such files are not published. */
export function typeOfFile(path: string): string | undefined {
  const ending = endingOf(path);
  return Object.hasOwn(referable, ending) ? referable[ending] : undefined;
}
