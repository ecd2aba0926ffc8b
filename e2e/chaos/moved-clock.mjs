/**
 * Loaded before a server (`node --import`), whichever release it is: its clock differs from the machine's by the
 * milliseconds that stand in the file KAKOU_MOVED_CLOCK, at once when they change, and a file beside it says that it
 * does. Durations and timers don't notice, as where somebody sets a machine's clock.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const LOOK_MS = 20
const file = process.env.KAKOU_MOVED_CLOCK
if (file === undefined) throw new Error('KAKOU_MOVED_CLOCK names the file that says by how much')

const machineNow = Date.now.bind(Date)
let movedMs = Number.NaN
const look = () => {
  const read = Number(readFileSync(file, 'utf8'))
  if (read === movedMs) return
  movedMs = read
  writeFileSync(`${file}.taken`, String(read))
}
look()
setInterval(look, LOOK_MS).unref()

Date.now = () => machineNow() + movedMs
globalThis.Date = new Proxy(Date, {
  construct: (Real, given, wanted) => Reflect.construct(Real, given.length === 0 ? [Date.now()] : given, wanted),
})
