/**
 * The composition root: the only place that makes long-lived things, in the order in which they need each other
 * (port, database, migrations, services, pages, sockets), and takes them down in the reverse one.
 */
import { MISSING_ROLES } from '../db/access/roles'
import { connectDatabase, type DatabaseTarget } from '../db/client'
import { databaseFault } from '../db/database-fault'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/embedded-postgres'
import { migrateDatabase } from '../db/migrate'
import { OperatorError } from '../db/operator-error'
import { poolerFault } from '../db/pooler-fault'
import { systemClock } from './clock'
import { type Env, readEnv, setMode } from './env'
import { createLog, type Log, outliveTheTerminal, say, sayFault } from './log'
import { createFront } from './process/front'
import { boundHeapGrowth } from './process/heap-growth'
import { takeInstanceLock } from './process/instance-lock'
import { letGo } from './process/let-go'
import { addresses, listen, ownUrl } from './process/listen'
import { startNext } from './process/next-host'
import { createShutdown, type Shutdown } from './process/shutdown'
import { createServices } from './services'

async function main(): Promise<void> {
  boundHeapGrowth()
  const development = process.argv.includes('--dev')
  setMode(development)
  const env = readEnv()
  const log = createLog()
  outliveTheTerminal()
  const shutdown = createShutdown(log)
  catchBugs(log, shutdown)

  try {
    const starting = start(env, log, shutdown, development)
    shutdown.after(starting)
    await starting
  } catch (error) {
    // Ended while it was starting: what fails now fails for that.
    if (shutdown.begun()) return
    if (error instanceof OperatorError) sayFault(error.message)
    else log.fatal({ err: error }, 'the start failed')
    shutdown.begin(null, 1)
  }
}

async function start(env: Env, log: Log, shutdown: Shutdown, development: boolean): Promise<void> {
  const front = createFront(env, log)
  const port = await listen(front.server, env)
  shutdown.add('connections', async () => front.server.closeAllConnections())

  const pagesStarting = startNext(development, port)
  pagesStarting.catch(() => {})
  const { target, embedded } = await startDatabase(env, log, shutdown)
  if (shutdown.begun()) return
  const lock = await takeInstanceLock(target, embedded !== null, (reason) => shutdown.begin(reason, 1))
  shutdown.add('instance lock', () => lock.release())
  // Only now is the database ours to stop: until here it may be another server's.
  if (embedded) shutdown.addForced(() => embedded.interrupt())
  const { roles } = await migrateDatabase(target)
  const database = await connectDatabase(target, { application: 'kakou server', connections: 12 })
  shutdown.add('database clients', () => database.end())

  const services = createServices({ database, env, clock: systemClock, log })
  front.services = services
  front.pages = await pagesStarting
  const { pages } = front
  shutdown.add('pages', () => pages.close())
  const signIn = await services.start()
  if (shutdown.begun()) {
    // They are shown once, so not even an end in this moment may swallow them.
    for (const line of signIn) say(line)
    return await services.stop()
  }
  const io = front.openSockets()
  services.attachSockets(io)
  shutdown.add('sockets', () => letGo(io, front.server, front.upgraded))
  shutdown.add('services', () => services.stop())
  shutdown.add('port', async () => {
    front.server.close()
    front.server.closeIdleConnections()
  })

  services.opened(ownUrl(env, port))
  const [own, ...others] = addresses(env, port)
  say(`Kakou is up: ${own}${others.length > 0 ? `  (from other machines: ${others.join(', ')})` : ''}`)
  say(`Data: ${env.dataDir}${embedded && embedded.home !== env.dataDir ? `; database: ${embedded.home}` : ''}`)
  if (!env.tls)
    say('Tablets have no offline mode on plain HTTP, and only private networks are answered: npm run kakou -- tls make')
  if (roles === null) say(MISSING_ROLES)
  for (const line of signIn) say(line)
  say('Ctrl+C ends it.')
}

async function startDatabase(
  env: Env,
  log: Log,
  shutdown: Shutdown,
): Promise<{ target: DatabaseTarget; embedded: EmbeddedPostgres | null }> {
  if (env.databaseUrl !== null) {
    const target: DatabaseTarget = { kind: 'url', url: env.databaseUrl }
    const fault = await poolerFault(target).catch((error: unknown) => {
      throw databaseFault(error, target)
    })
    if (fault !== null) throw new OperatorError(fault)
    return { target, embedded: null }
  }
  const embedded = await startEmbeddedPostgres(env.dataDir)
  shutdown.add('embedded database', () => embedded.release())
  embedded.watch((event, detail) => {
    if (event === 'restarted') log.info({ detail }, 'the embedded database is back')
    else log.error({ detail }, event === 'died' ? 'the embedded database died' : 'it cannot be brought back yet')
  })
  return { target: embedded.target, embedded }
}

/** A bug in one task must not end the work of all; one that left nobody in charge of it ends the process cleanly. */
function catchBugs(log: Log, shutdown: Shutdown): void {
  process.on('unhandledRejection', (error) => log.error({ err: error }, 'a task failed and nobody noticed'))
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the server made a mistake that it cannot work around')
    shutdown.begin('a fault', 1)
  })
}

await main()
