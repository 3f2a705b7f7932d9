/* What renders a post with all that is in it: a script of its own, which few archives need. */
export { renderPost } from 'broadsheet';
