/** Types of `<script>` that a browser runs; others hold data. */
const run = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i;

/** Whether a browser runs a script with this value of `type`, without blanks around it. */
export function isRun(type: string): boolean {
  return run.test(type);
}
