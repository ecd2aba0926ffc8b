import type { CheckpointCondition } from './county'
import { fewestPieces, type InnerGraph, metresFrom, pointAlong } from './road-graph'
import type { Point } from './smooth-lines'

/**
 * Where checkpoints stand: on the roads that cross the line, but for three that nobody watches, and at the necks of the
 * valleys behind the crossings that are open or not held now. Reads of lists bear `!`: indices run below their length.
 */
export interface Guard {
  /** A closure blocks the road; all others are checkpoints. */
  condition: CheckpointCondition | 'closure'
  /** On the county line, or at a neck inside. */
  where: 'line' | 'neck' | 'withdrawn'
  piece: number
  point: Point
}

type Role = 'free' | 'planned' | 'closure' | 'silent' | 'unstaffed'

/** The apron of the coverage's settings: a crossing is held if nothing farther in, and no place, is reached. */
const APRON_METRES = 2000
const CLASSES = ['motorway', 'trunk', 'primary', 'secondary', 'tertiary', 'unclassified', 'track']
/** What each role may be played by: national and provincial roads are never the county's to close or leave open. */
const PARTS: readonly { role: Role; classes: readonly string[] }[] = [
  { role: 'free', classes: ['secondary', 'tertiary'] },
  { role: 'silent', classes: ['primary', 'secondary'] },
  { role: 'free', classes: ['tertiary', 'secondary'] },
  { role: 'unstaffed', classes: ['secondary', 'tertiary'] },
  { role: 'free', classes: ['tertiary', 'unclassified', 'secondary'] },
  { role: 'planned', classes: ['tertiary', 'unclassified', 'secondary'] },
  { role: 'closure', classes: ['tertiary', 'unclassified', 'track', 'secondary'] },
]

/** A place on the piece a while in from its start, away from both its junctions. */
function standOn(graph: InnerGraph, piece: number, from: number, metres: number): Point {
  const { points, from: start, metres: length } = graph.pieces[piece]!
  const along = Math.min(metres, length / 2)
  return pointAlong(points, start === from ? along : length - along)
}

interface Candidate {
  crossing: InnerGraph['crossings'][number]
  roadClass: string
  /** Necks that hold the valley behind it, and the metres of road in that valley. */
  necks: number[]
  pocketMetres: number
  score: number
}

/** The cheapest pocket behind a crossing: few necks, some kilometres of road, at least one village. */
function pocketBehind(
  graph: InnerGraph,
  node: number,
  barred: ReadonlySet<number>,
): Pick<Candidate, 'necks' | 'pocketMetres' | 'score'> {
  let best = { necks: [] as number[], pocketMetres: 0, score: Infinity }
  const reached = metresFrom(graph, node, 16_000, barred)
  for (const limit of [2600, 3600, 5000, 7000]) {
    const sinks = new Set<number>()
    for (const [other, metres] of reached) if (metres > limit) sinks.add(other)
    if (sinks.size === 0) continue
    const necks = fewestPieces(graph, node, sinks, barred, 3, 260)
    if (!necks) continue
    const closed = new Set([...barred, ...necks])
    const pocket = metresFrom(graph, node, 20_000, closed)
    let pocketMetres = 0
    graph.pieces.forEach((piece, index) => {
      if (pocket.has(piece.from) && pocket.has(piece.to) && !closed.has(index)) pocketMetres += piece.metres
    })
    const villages = [...pocket.keys()].filter((other) => graph.placeNodes.has(other)).length
    if (villages === 0) continue
    const size = Math.abs(pocketMetres - 8000) / 2500
    const score = 3 * necks.length + size
    if (score < best.score) best = { necks, pocketMetres, score }
  }
  return best
}

export function placeGuards(graph: InnerGraph, rounds: number): Guard[] {
  const guards: Guard[] = []
  const barred = new Set<number>()
  const real = graph.crossings.filter(({ node }) => {
    const reached = metresFrom(graph, node, APRON_METRES * 2, new Set())
    return [...reached].some(([other, metres]) => metres > APRON_METRES || graph.placeNodes.has(other))
  })
  for (const { piece } of real) barred.add(piece)

  const classOf = (piece: number): string => graph.pieces[piece]!.tags.highway ?? 'track'
  let candidates: Candidate[] = real
    .map((crossing): Candidate => {
      const open = new Set(barred)
      open.delete(crossing.piece)
      return { crossing, roadClass: classOf(crossing.piece), ...pocketBehind(graph, crossing.node, open) }
    })
    .sort((a, b) => a.score - b.score || a.crossing.piece - b.crossing.piece)

  const roles = new Map<Candidate, Role>()
  const taken = (candidate: Candidate): boolean => {
    // Two pockets that share a neck would hide each other.
    const [x, y] = graph.pieces[candidate.crossing.piece]!.points[0]!
    return [...roles.keys()].some((other) => {
      const [ox, oy] = graph.pieces[other.crossing.piece]!.points[0]!
      return Math.hypot(ox - x, oy - y) < 2500
    })
  }
  for (let round = 0; round < Math.max(1, Math.round(rounds)); round++) {
    for (const { role, classes } of PARTS) {
      const suits = (c: Candidate): boolean =>
        classes.includes(c.roadClass) && !roles.has(c) && (role === 'closure' || c.score < Infinity)
      const chosen = candidates.find((c) => suits(c) && !taken(c)) ?? candidates.find(suits)
      if (chosen) roles.set(chosen, role)
    }
  }
  candidates = candidates.sort(
    (a, b) => CLASSES.indexOf(a.roadClass) - CLASSES.indexOf(b.roadClass) || a.crossing.piece - b.crossing.piece,
  )

  const stops = new Set(barred)
  for (const [candidate, role] of roles) if (role !== 'closure') stops.delete(candidate.crossing.piece)
  for (const candidate of candidates) {
    const { node, piece } = candidate.crossing
    const role = roles.get(candidate)
    if (role === 'free') continue
    const condition = role ?? 'staffed'
    guards.push({ condition, where: 'line', piece, point: standOn(graph, piece, node, 650) })
  }
  for (const [candidate, role] of roles) {
    if (role === 'closure') continue
    const { node } = candidate.crossing
    // Again, since the pockets found before may have closed some of its ways out.
    const { necks } = pocketBehind(graph, node, stops)
    for (const neck of necks) {
      stops.add(neck)
      const { from } = graph.pieces[neck]!
      guards.push({ condition: 'staffed', where: 'neck', piece: neck, point: standOn(graph, neck, from, Infinity) })
    }
  }

  // One point that was given up: on a county road that nothing else stands on, far from the others.
  let withdrawn: { piece: number; room: number } | null = null
  graph.pieces.forEach((piece, index) => {
    if (piece.tags.highway !== 'secondary' || piece.metres < 500 || stops.has(index)) return
    const at = standOn(graph, index, piece.from, Infinity)
    const room = Math.min(...guards.map((g) => Math.hypot(g.point[0] - at[0], g.point[1] - at[1])))
    if (!withdrawn || room > withdrawn.room) withdrawn = { piece: index, room }
  })
  if (withdrawn !== null) {
    const { piece } = withdrawn as { piece: number }
    guards.push({
      condition: 'closed',
      where: 'withdrawn',
      piece,
      point: standOn(graph, piece, graph.pieces[piece]!.from, Infinity),
    })
  }
  return guards
}
