/** The tablet's outbox, without its screen, in a page of a real browser: IndexedDB is nowhere else. */
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Page } from 'playwright/test'
import type { Entry } from '#domain/entries/entry'
import type { openOutbox } from '../../app/tablet/_outbox/outbox'
import type { Outbox } from '../../app/tablet/_outbox/store'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

declare global {
  interface Window {
    outboxModule: { openOutbox: typeof openOutbox; newId: () => string }
    /** Opens the outbox under one name, and an entry to put into it. */
    openOne: () => ReturnType<typeof openOutbox>
    makeEntry: (plate: string) => Entry
    /** The next 50 entries. */
    nextEntries: (outbox: Outbox) => Promise<Entry[]>
  }
}

let bundled: Promise<string> | undefined

/** `window.outboxModule`, as text. */
export const outboxBundle = async (): Promise<string> => {
  bundled ??= bundle()
  return await bundled
}

const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    stdin: {
      contents: `export { openOutbox } from './app/tablet/_outbox/outbox'
export { newId } from './app/tablet/_outbox/new-id'`,
      resolveDir: ROOT,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'outboxModule',
    target: 'es2022',
    platform: 'browser',
  })
  return outputFiles[0]?.text ?? ''
}

/** Loads it into the page, which must stand on the server (a secure context with an origin). */
export async function loadOutbox(page: Page): Promise<void> {
  // Not by a script element: the server lets a page run only what was built.
  await page.evaluate(await outboxBundle())
  await page.evaluate(() => {
    window.openOne = () => window.outboxModule.openOutbox('outbox-test', window.outboxModule.newId)
    window.nextEntries = async (outbox) => {
      const batch = await outbox.next(50, 0)
      return batch.kind === 'entry' ? batch.made : []
    }
    window.makeEntry = (plate) => ({
      id: window.outboxModule.newId(),
      direction: 'in',
      vehicle: { plate, kind: 'car' },
      people: [{ readings: [{ celsius: 36.5, site: 'forehead', at: '2026-11-23T06:00:00Z' }], name: '张三' }],
      headcount: 1,
      disposition: 'release',
      occurredAt: '2026-11-23T06:00:00Z',
    })
  })
}
