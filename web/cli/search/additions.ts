/** More changes than this share of the posts are indexed from the start. */
const mostAdded = 0.05;
const fewPosts = 20;

/** So many changes become an addition to the index of so many posts; more make another index. */
export function mostChanges(posts: number): number {
  return Math.max(fewPosts, posts * mostAdded);
}
