import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { toGcj02 } from '#domain/coverage/gcj02'
import { runTool } from '../testing/operator-tool'

/** A road from the west to a village, 0.02 degrees inside the boundary. */
const at = ([lng, lat]: readonly [number, number], shift: boolean) => (shift ? toGcj02(lng, lat) : [lng, lat])
const files = (shift: boolean) => {
  const feature = (properties: object, type: string, coordinates: unknown) => ({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties, geometry: { type, coordinates } }],
  })
  const line = [
    [119.99, 30.03],
    [120.02, 30.03],
  ] as const
  const ring = [
    [120, 30.01],
    [120.04, 30.01],
    [120.04, 30.05],
    [120, 30.05],
    [120, 30.01],
  ] as const
  return {
    roads: feature(
      { highway: 'tertiary', name: '西路' },
      'LineString',
      line.map((p) => at(p, shift)),
    ),
    boundary: { type: 'Polygon', coordinates: [ring.map((p) => at(p, shift))] },
    places: feature({ name: 'A', population: 100 }, 'Point', at([120.02, 30.03], shift)),
    checkpoints: feature({ code: 'K1', state: 'offline' }, 'Point', at([120.005, 30.0303], shift)),
  }
}

let folder = ''
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kakou-coverage-'))
  for (const shift of [false, true]) {
    for (const [name, value] of Object.entries(files(shift))) {
      await writeFile(path.join(folder, `${name}${shift ? '-gcj02' : ''}.json`), JSON.stringify(value))
    }
  }
  await writeFile(path.join(folder, 'fleet.csv'), '\uFEFFcode,arrivals,service\nA,120,45\nB,60,50\n')
})
after(() => rm(folder, { recursive: true }))

/** What it prints, by line. */
const kakou = async (...argv: string[]) => {
  const { code, out, err } = await runTool(argv)
  return { code, out: out === '' ? [] : out.split('\n'), err }
}

const inputs = (suffix = '') =>
  ['roads', 'boundary', 'places', 'checkpoints'].flatMap((name) => [
    `--${name}`,
    path.join(folder, `${name}${suffix}.json`),
  ])

test('coverage prints one JSON document', async () => {
  const { code, out } = await kakou('coverage', ...inputs(), '--seal', '--protect', 'A', '--frontier', '--json')
  assert.equal(code, 0)
  assert.equal(out.length, 1)
  const result = JSON.parse(out[0] ?? '')
  assert.deepEqual(result.crossings[0].state, 'on-paper')
  assert.equal(result.places[0].state, 'lapsed')
  assert.equal(result.seal.minimum, 1)
  assert.equal(result.segments, undefined)
})

test('coverage prints a table for people', async () => {
  const { code, out } = await kakou('coverage', ...inputs(), '--set', 'apronMetres=1500', '--direction', 'out')
  assert.equal(code, 0)
  assert.match(out.join('\n'), /1 on-paper[\s\S]*西路[\s\S]*A: lapsed, 1\.9 km/)
})

test('files in GCJ-02 are taken back to WGS 84', async () => {
  const result = JSON.parse((await kakou('coverage', ...inputs('-gcj02'), '--datum', 'gcj02', '--json')).out[0] ?? '')
  assert.equal(result.crossings[0].id, '120.000000,30.030000')
  assert.equal(result.checkpoints[0].offsetMetres, 33.4)
})

test('wrong usage is exit 2, a file that cannot be used exit 1, and stdout stays empty', async () => {
  const cases: [number, RegExp, string[]][] = [
    [2, /--roads FILE is missing/, []],
    [2, /--boundary FILE is missing/, ['--roads', 'x']],
    [2, /--profile is vehicle or foot/, [...inputs(), '--profile', 'boat']],
    [2, /--datum is/, [...inputs(), '--datum', 'mars']],
    [2, /NAME=METRES/, [...inputs(), '--set', 'profile=foot']],
    [2, /metres from 0/, [...inputs(), '--set', 'apronMetres=-1']],
    [2, /--protect is for --seal/, [...inputs(), '--protect', 'A']],
    [2, /no place has that name/, [...inputs(), '--seal', '--protect', 'B']],
    [2, /--nonsense/, ['--nonsense']],
    [1, /no such file/, ['--roads', path.join(folder, 'none'), '--boundary', path.join(folder, 'boundary.json')]],
    [1, /no boundary/, ['--roads', path.join(folder, 'roads.json'), '--boundary', path.join(folder, 'roads.json')]],
  ]
  for (const [expected, words, argv] of cases) {
    const { code, out, err } = await kakou('coverage', ...argv, '--json')
    assert.equal(code, expected, err)
    assert.match(err, words)
    assert.deepEqual(out, [])
  }
})

test('staffing answers for one checkpoint and for a fleet', async () => {
  const one = await kakou('staffing', '--arrivals', '120', '--service', '45', '--wait', '120', '--json')
  const queue = JSON.parse(one.out[0] ?? '')
  assert.deepEqual(Object.keys(queue).sort(), [
    'lanes',
    'meanQueue',
    'meanWaitSeconds',
    'probabilityOfWait',
    'utilisation',
  ])
  assert.equal(queue.lanes, 2)
  assert.ok(Math.abs(queue.probabilityOfWait - 9 / 14) < 1e-12)
  const fleet = path.join(folder, 'fleet.csv')
  const shared = JSON.parse((await kakou('staffing', '--points', fleet, '--fleet', '5', '--json')).out[0] ?? '')
  assert.deepEqual(
    shared.points.map((point: { code: string; lanes: number }) => [point.code, point.lanes]),
    [
      ['A', 3],
      ['B', 2],
    ],
  )
  const few = await kakou('staffing', '--points', fleet, '--fleet', '2', '--json')
  assert.equal(few.code, 1)
  assert.match(few.err, /1 more lanes/)
  for (const argv of [
    ['--arrivals', 'x', '--wait', '1'],
    ['--wait', '1'],
    ['--points', fleet],
    ['--fleet', '2', '--wait', '1'],
  ]) {
    assert.equal((await kakou('staffing', ...argv)).code, 2)
  }
})

test('staffing plans a day by hour, and shares a fleet out hour by hour', async () => {
  const rows = ['code,hour,arrivals,service', 'A,6,20,60', 'A,7,170,60', 'A,8,40,60', 'B,7,30,60', 'B,18,150,60']
  const file = path.join(folder, 'day.csv')
  await writeFile(file, rows.join('\n'))
  const { code, out } = await kakou('staffing', '--day', file, '--wait', '120', '--fleet', '6', '--json')
  assert.equal(code, 0)
  const { points, staff, fleet } = JSON.parse(out[0] ?? '')
  const [a, b] = points
  assert.deepEqual([a.code, b.code], ['A', 'B'])
  assert.ok(a.lanesByHour[7] >= 4 && a.lanesByHour[3] === 1)
  assert.equal(staff, a.staff + b.staff)
  assert.equal(a.queue.queue.length, 288)
  assert.ok(a.oneLaneLess.longestWaitSeconds >= a.queue.longestWaitSeconds)
  assert.ok(fleet.moves.some((move: { hour: number; to: string }) => move.hour === 18 && move.to === 'B'))
  const text = (await kakou('staffing', '--day', file, '--wait', '120', '--fleet', '4')).out.join('\n')
  assert.match(text, /A: lanes by hour 1 1 1/)
  assert.match(text, /07:00 A 3, B 1/)
  for (const [words, lines] of [
    [/row 3: hour 7 of "A" was there before/, ['A,7,1,60', 'A,7,2,60']],
    [/row 2: "hour" is to be a number from 0 to 23/, ['A,24,1,60']],
    [/row 3: "A" had another "service" before/, ['A,7,1,60', 'A,8,2,30']],
  ] as const) {
    await writeFile(file, ['code,hour,arrivals,service', ...lines].join('\n'))
    const bad = await kakou('staffing', '--day', file, '--wait', '120')
    assert.equal(bad.code, 1)
    assert.match(bad.err, words)
  }
  assert.equal((await kakou('staffing', '--day', file)).code, 2)
})
