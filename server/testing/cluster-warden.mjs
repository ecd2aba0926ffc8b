// Stands beside a test's Postgres and ends it when the test's process is gone, however that ended: the pipe that is our
// standard input closes even after a SIGKILL. Arguments: the cluster's data folder, then the folders to remove.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const [cluster, ...folders] = process.argv.slice(2)
const pidFile = join(cluster, 'postmaster.pid')

for await (const _ of process.stdin);

for (let attempt = 0; attempt < 200 && existsSync(pidFile); attempt++) {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]), 'SIGINT')
  } catch {
    // It ended in between, or only the file was left.
    break
  }
  await sleep(100)
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true })
