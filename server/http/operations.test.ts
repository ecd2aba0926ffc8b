import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import postgres from 'postgres'
import { type CountyFixture, seedCounty } from '../testing/county-fixture'
import { anEntry } from '../testing/entry-builder'
import { asked, heard, type ServerRig, startServerRig } from '../testing/server-rig'
import { waitFor } from '../testing/wait-for'

const FOLDER = fileURLToPath(new URL('../../docs/operations', import.meta.url))
const read = (name: string) => readFileSync(join(FOLDER, name), 'utf8')

let rig: ServerRig
let county: CountyFixture
before(async () => {
  rig = await startServerRig({
    fill: async (sql) => {
      county = await seedCounty(sql, new Date().toISOString())
    },
  })
})
after(() => rig.close())

/** Names of labels and what they may be, as the server gives them, by metric; those of a scrape are Prometheus' own. */
const givenLabels = (page: string): Map<string, Map<string, Set<string>>> => {
  const given = new Map<string, Map<string, Set<string>>>()
  for (const [, name] of page.matchAll(/^# TYPE (\S+)/gm)) given.set(name ?? '', new Map())
  for (const [, name = '', labels = ''] of page.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const of = given.get(name) ?? given.get(familyOf(name)) ?? new Map<string, Set<string>>()
    given.set(name, of)
    for (const [, label = '', value = ''] of labels.matchAll(/(\w+)="([^"]*)"/g)) {
      of.set(label, (of.get(label) ?? new Set()).add(value))
    }
  }
  return given
}
const familyOf = (name: string) => name.replace(/_(bucket|sum|count)$/, '')
const SCRAPED = new Set(['job', 'instance'])

interface Panel {
  id: number
  title: string
  gridPos: { x: number; y: number; w: number; h: number }
  datasource: { uid: string }
  targets: { expr: string; legendFormat: string }[]
}

const rules = () =>
  [...read('alert-rules.yml').matchAll(/- alert: (\w+)\n(?: +#.*\n)* +expr: (.+)\n/g)].map(([, alert, expr = '']) => ({
    alert,
    expr,
  }))
const metricsOf = (expr: string) => [...expr.matchAll(/\b(?:kakou|nodejs|process)_\w+/g)].map(([name]) => name)

test('every question of the dashboard and of the alert rules is about a figure, and labels, that the server gives', async () => {
  await rig.call('GET', '/checkpoints', { token: await rig.key('command') })
  const { json: page } = await rig.call<string>('GET', '//metrics')
  const given = givenLabels(page)
  const { panels }: { panels: Panel[] } = JSON.parse(read('grafana-dashboard.json'))
  const wanted = [
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ...rules().map(({ expr }) => expr),
  ]
  assert.ok(wanted.length > 30)
  for (const expr of wanted) {
    const names = expr.startsWith('up{') ? [] : metricsOf(expr)
    assert.ok(names.length > 0 || expr.startsWith('up{'), `asks for nothing: ${expr}`)
    for (const name of names) assert.ok(given.has(name), `${name} of ${expr}`)
    const labels = new Set(names.flatMap((name) => [...(given.get(name)?.keys() ?? [])]))
    for (const [, by = ''] of expr.matchAll(/by \(([^)]*)\)/g)) {
      for (const label of by.split(',').map((one) => one.trim())) assert.ok(labels.has(label), `${label} of ${expr}`)
    }
    for (const [, name = '', matchers = ''] of expr.matchAll(/(\w+)\{([^}]*)\}/g)) {
      for (const [, label = '', value = ''] of matchers.matchAll(/(\w+)="([^"]*)"/g)) {
        assert.ok(SCRAPED.has(label) || given.get(name)?.get(label)?.has(value), `${label}="${value}" of ${expr}`)
      }
    }
  }
  const shown = new Set(panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsOf(expr))))
  for (const { alert, expr } of rules()) {
    for (const name of metricsOf(expr)) assert.ok(shown.has(name), `${alert} rings for ${name}, which no panel shows`)
  }
})

test('the dashboard is one that Grafana lays out: panels with a title, a place of their own, and legends', () => {
  const { panels, templating } = JSON.parse(read('grafana-dashboard.json'))
  assert.deepEqual(
    templating.list.map(({ name, type }: { name: string; type: string }) => [name, type]),
    [['datasource', 'datasource']],
  )
  const cells = new Set<string>()
  const ids = new Set<number>()
  for (const { id, title, gridPos, datasource, targets } of panels as Panel[]) {
    ids.add(id)
    assert.match(title, /\p{Script=Han}.* [A-Z]/u, 'in both languages')
    assert.equal(datasource.uid, ['$', '{datasource}'].join(''))
    assert.ok(targets.length > 0 && targets.every(({ legendFormat }) => legendFormat !== ''), title)
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
      assert.ok(x < 24, title)
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
        assert.ok(!cells.has(`${x} ${y}`), `${title} lies over another`)
        cells.add(`${x} ${y}`)
      }
    }
  }
  assert.equal(ids.size, panels.length)
})

test('a page of the runbook says what it means and what to do, by figures, commands, files and log lines that exist', async () => {
  const { json: metrics } = await rig.call<string>('GET', '//metrics')
  const given = givenLabels(metrics)
  const root = join(FOLDER, '..', '..')
  const source = readdirSync(join(root, 'server'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(root, 'server', path), 'utf8'))
    .join('\n')
  const commands = new Set([...source.matchAll(/^ {2,4}name: '([a-z -]+)',$/gm)].map(([, name]) => name))
  for (const file of readdirSync(join(FOLDER, 'runbook'))) {
    const text = read(`runbook/${file}`)
    const [, means = '', steps = ''] =
      /\n\*\*What it means\.\*\* ([\s\S]+?)\n\n\*\*What to do\.\*\*\n\n([\s\S]+)$/.exec(text) ?? []
    assert.ok(means.length > 20 && /^1\. [\s\S]+\n2\. /.test(steps), `${file} tells too little`)
    assert.ok(text.startsWith(`# ${file.replace('.md', '')}\n`), file)
    for (const name of metricsOf(text)) assert.ok(given.has(name), `${name} in ${file}`)
    for (const [alert] of text.matchAll(/\bKakou[A-Z]\w+/g))
      assert.ok(existsSync(join(FOLDER, 'runbook', `${alert}.md`)), alert)
    for (const [path] of text.matchAll(/\bdocs\/[\w/.]+\.md/g))
      assert.ok(existsSync(join(root, path)), `${path} in ${file}`)
    for (const [, words = ''] of text.matchAll(/npm run kakou -- ((?:[a-z-]+ ?)+)/g)) {
      assert.ok(commands.has(words.trim()), `kakou ${words.trim()} in ${file}`)
    }
    // What a line of the log says is put in backticks as a sentence.
    for (const [, line = ''] of text.matchAll(/`([a-z]+(?: [a-z]+){3,})`/g)) {
      assert.ok(source.includes(line) || line.startsWith('docker'), `"${line}" of ${file} is no line of the log`)
    }
  }
})

test('every alert has its page in the runbook, and every page its alert', () => {
  const alerts = [...read('alert-rules.yml').matchAll(/- alert: (\w+)/g)].map(([, name]) => `${name}.md`)
  assert.deepEqual(readdirSync(join(FOLDER, 'runbook')).sort(), alerts.sort())
  for (const [path] of read('alert-rules.yml').matchAll(/docs\/operations\/runbook\/\w+\.md/g)) {
    assert.ok(existsSync(join(FOLDER, '..', '..', path)), path)
  }
})

test('what happens is seen in the figures: stored, acknowledged, pushed, what waits, who is there, who is told', async () => {
  const figure = async (name: string): Promise<number> => {
    const { json: page } = await rig.call<string>('GET', '//metrics')
    const [, value] = new RegExp(`^${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(page) ?? []
    assert.ok(value !== undefined, name)
    return Number(value)
  }
  const moving = [
    'kakou_entries_total{result="stored"}',
    'kakou_entries_total{result="duplicate"}',
    'kakou_entries_total{result="rejected"}',
    'kakou_passages_total',
    'kakou_ack_seconds_count',
    'kakou_flush_rows_sum',
    'kakou_flush_seconds_count',
    'kakou_push_seconds_count',
    'kakou_tablets_connected',
    'kakou_screens_connected',
    'kakou_outbox_entries',
    'kakou_alerts',
    'kakou_alerts_open',
    'kakou_alerts_by_kind{kind="fever"}',
    'kakou_checkpoints{state="alarm"}',
  ]
  for (const name of moving) assert.equal(await figure(name), 0, name)
  const busy = await figure('kakou_busy_total')

  const screen = rig.socket('/live', { token: await rig.key('command') })
  await asked(screen, 'subscribe', {})
  const tablet = rig.socket('/tablet', { token: county.device.token })
  await heard(tablet, 'policy')
  await asked(tablet, 'status', { pending: 3 })
  const at = new Date().toISOString()
  const readings = [38.1, 38.2].map((celsius) => ({ celsius, site: 'forehead' as const, at }))
  const fever = anEntry({ occurredAt: at, people: [{ readings }], disposition: 'hospital' })
  await asked(tablet, 'entries', [fever, fever, { ...anEntry({ occurredAt: at }), headcount: 0 }])
  assert.equal((await rig.call('GET', '//readyz')).status, 200)
  for (const name of moving) await waitFor(`${name} to move`, async () => (await figure(name)) > 0)
  assert.equal(await figure('kakou_outbox_entries'), 3)

  assert.equal(await figure('kakou_database_up'), 1)
  // Asked by whoever reads the figures, for nobody else may ask.
  const questions = await figure('kakou_database_seconds_count')
  await waitFor('the database to be asked', async () => (await figure('kakou_database_seconds_count')) > questions)

  await rig.sql`alter table entries rename to entries_away`
  await asked(tablet, 'entries', [anEntry({ occurredAt: at })])
  await rig.sql`alter table entries_away rename to entries`
  assert.equal(await figure('kakou_busy_total'), busy + 1)
  await rig.call('GET', '/checkpoints', { token: await rig.key('command') })
  const { json: page } = await rig.call<string>('GET', '//metrics')
  for (const name of [
    'nodejs_eventloop_lag_p99_seconds',
    'process_resident_memory_bytes',
    'kakou_http_seconds_count',
  ]) {
    assert.match(page, new RegExp(`^${name}[ {]`, 'm'), name)
  }
})

test('a database that is gone is seen in the figures, and so is that it is back', async () => {
  const up = async () => {
    const { json: page } = await rig.call<string>('GET', '//metrics')
    return /^kakou_database_up (\d)$/m.exec(page)?.[1]
  }
  const name = new URL(rig.databaseUrl).pathname.slice(1)
  const outside = postgres(Object.assign(new URL(rig.databaseUrl), { pathname: '/postgres' }).href, { max: 1 })
  try {
    await outside`alter database ${outside(name)} with allow_connections false`
    await outside`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    await waitFor('the figures to say that it is gone', async () => (await up()) === '0')
    assert.equal((await rig.call('GET', '//readyz')).status, 503)
  } finally {
    await outside`alter database ${outside(name)} with allow_connections true`
    await outside.end()
  }
  await waitFor('the figures to say that it is back', async () => (await up()) === '1')
})
