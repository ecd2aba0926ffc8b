/** SIGSTOP to a process and all that it made: there, but dead to the world. Of Postgres each connection is a process. */
import { readFileSync } from 'node:fs'
import { waitFor } from '../../server/testing/wait-for'

const STOPS_MS = 10_000

/** Stops it, sees that the kernel says so, and returns what lets it go on where it was. */
export const stopProcess = async (pid: number): Promise<{ stopped: number; goOn(): void }> => {
  const stopped: number[] = []
  // The parent first: then it makes no more of them.
  const stop = async (one: number) => {
    process.kill(one, 'SIGSTOP')
    await waitFor(`process ${one} to stop`, () => stateOf(one) !== 'running', { timeoutMs: STOPS_MS, everyMs: 5 })
    stopped.push(one)
    for (const child of childrenOf(one)) await stop(child)
  }
  await stop(pid)
  return {
    stopped: stopped.filter((one) => stateOf(one) === 'stopped').length,
    goOn() {
      for (const one of stopped.reverse()) signal(one, 'SIGCONT')
    },
  }
}

const stateOf = (pid: number): 'stopped' | 'gone' | 'running' => {
  try {
    // After the name, which stands in brackets and may hold any of them.
    const state = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')[0]
    return state === 'T' ? 'stopped' : state === 'Z' ? 'gone' : 'running'
  } catch {
    return 'gone'
  }
}

export const childrenOf = (pid: number): number[] => {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
    return text === '' ? [] : text.split(' ').map(Number)
  } catch {
    return []
  }
}

/** To a process that may be gone by now. */
const signal = (pid: number, name: NodeJS.Signals) => {
  try {
    process.kill(pid, name)
  } catch {
    // It ended meanwhile.
  }
}
