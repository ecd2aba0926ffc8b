import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'

interface TraceEvent {
  ph: string
  name: string
  pid: number
  tid: number
  /** Microseconds of processor time. */
  tdur?: number
  args?: { name?: string }
}

/**
 * The longest task of a page's main thread while something is done, in milliseconds of processor time: how long a frame takes
 * where nothing else wants the processor, whatever else this machine is doing.
 */
export const longestTask = async (page: Page, run: () => Promise<unknown>): Promise<number> => {
  const browser = page.context().browser()
  if (!browser) throw new Error('the page has no browser of its own')
  const path = join(tmpdir(), `kakou-bench-trace-${process.pid}.json`)
  await browser.startTracing(page, {
    path,
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  })
  await run()
  await browser.stopTracing()
  const { traceEvents } = JSON.parse(await readFile(path, 'utf8')) as { traceEvents: TraceEvent[] }
  await rm(path)
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const main = new Set(
    traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain').map(threadOf),
  )
  const tasks = traceEvents.filter((event) => event.ph === 'X' && event.name === 'RunTask' && main.has(threadOf(event)))
  if (tasks.length === 0) throw new Error('the browser told of no task')
  return tasks.reduce((most, { tdur = 0 }) => Math.max(most, tdur), 0) / 1000
}
