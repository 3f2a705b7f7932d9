declare module '*.md' {
  type PostModule = import('broadsheet/vite').PostModule;
  const post: PostModule;
  export default post;
  export const data: PostModule['data'];
  export const html: PostModule['html'];
  export const toc: PostModule['toc'];
  export const excerpt: PostModule['excerpt'];
  export const text: PostModule['text'];
  export const words: PostModule['words'];
  export const minutes: PostModule['minutes'];
  export const links: PostModule['links'];
  export const images: PostModule['images'];
}
