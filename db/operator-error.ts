/**
 * A fault that the person at the keyboard can mend. Its message is one line that says what is wrong and what to do;
 * the edges (server/main.ts, server/cli/kakou.ts) print that line alone, without a stack, and end with exit code 1.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
