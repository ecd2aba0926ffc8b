import { type ChildProcess, spawn } from 'node:child_process'

type ChildOptions = {
  cwd: string
  /** Added to our own environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>
  /** SIGTERM then, SIGKILL five seconds later, to the child and all that it started. */
  timeoutMs: number
  /** Ends it as the clock would. */
  signal?: AbortSignal
}

/** Runs a command with our own terminal as its output. @returns its exit code; 1 where a signal or the clock ended it. */
export function runBounded(command: string, args: readonly string[], options: ChildOptions): Promise<number> {
  return new Promise((resolve) => {
    // A group of its own, so that what the child started ends with it.
    const grouped = process.platform !== 'win32'
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: grouped,
    })
    const what = `${command} ${args.join(' ')}`.split('\n', 1)[0]?.slice(0, 120)
    const end = (signal: NodeJS.Signals) => endGroup(child, grouped, signal)
    const timers = [
      setTimeout(() => {
        process.stderr.write(`${what} took over ${options.timeoutMs / 1000} s: ended\n`)
        end('SIGTERM')
      }, options.timeoutMs),
      setTimeout(() => end('SIGKILL'), options.timeoutMs + 5_000),
    ]
    const interrupted = () => end('SIGTERM')
    options.signal?.addEventListener('abort', interrupted, { once: true })
    const done = (code: number) => {
      for (const timer of timers) clearTimeout(timer)
      options.signal?.removeEventListener('abort', interrupted)
      resolve(code)
    }
    child.on('error', (error) => {
      process.stderr.write(`${command} did not start: ${error.message}\n`)
      done(1)
    })
    child.on('exit', (code) => done(code ?? 1))
  })
}

function endGroup(child: ChildProcess, grouped: boolean, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(grouped ? -child.pid : child.pid, signal)
  } catch {
    // It has ended by itself.
  }
}
