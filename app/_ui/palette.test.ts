import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'

/**
 * The colours, recomputed from the tokens: contrast by WCAG 2, distance as the least OKLab ΔE of four kinds of sight
 * (Machado, Oliveira and Fernandes 2009, severity 1, applied to linear RGB).
 */
const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The declarations of every rule whose selector list holds this selector. */
const tokens = (selector: string): Map<string, string> => {
  const found = new Map<string, string>()
  for (const [, selectors = '', body = ''] of css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .matchAll(/([^{}]+)\{([^}]*)\}/g)) {
    if (!selectors.split(',').some((one) => one.trim() === selector)) continue
    for (const [, name = '', value = ''] of body.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})\b/gi))
      found.set(name, value)
  }
  return found
}

const ground = (name: string) => {
  const found = tokens(`[data-ground="${name}"]`)
  return (token: string): string => {
    const value = found.get(token)
    assert.ok(value, `--${token} of ${name}`)
    return value
  }
}

const marks = tokens(':root')
const mark = (name: string): string => {
  const value = marks.get(`mark-${name}`)
  assert.ok(value, `--mark-${name}`)
  return value
}

type Triple = readonly [number, number, number]

const linear = (hex: string): Triple => {
  const channel = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return [channel(1), channel(3), channel(5)]
}

const luminance = (hex: string) => {
  const [r, g, b] = linear(hex)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

type Matrix = readonly [Triple, Triple, Triple]

const SIGHTS: Record<string, Matrix> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

const seen = (matrix: Matrix, [r, g, b]: Triple): Triple => {
  const row = ([x, y, z]: Triple) => Math.min(1, Math.max(0, x * r + y * g + z * b))
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])]
}

const oklab = ([r, g, b]: Triple): Triple => {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const distance = (a: string, b: string) =>
  Math.min(
    ...Object.values(SIGHTS).map((matrix) => {
      const [l1, a1, b1] = oklab(seen(matrix, linear(a)))
      const [l2, a2, b2] = oklab(seen(matrix, linear(b)))
      return Math.hypot(l1 - l2, a1 - a2, b1 - b2)
    }),
  )

const atLeast = (actual: number, limit: number, digits: number, what: string) => {
  const rounded = Number(actual.toFixed(digits))
  assert.ok(rounded >= limit, `${what}: ${actual.toFixed(digits + 1)} where ${limit} is asked`)
}

const worst = (of: (token: string) => string, ink: string) =>
  Math.min(...['ground', 'surface', 'raised'].map((under) => contrast(of(ink), of(under))))

describe('palette', () => {
  const grounds = {
    dark: { texts: [13.3, 7.9, 5.1], action: 5.5, alarm: 5.4, watch: 10.0 },
    paper: { texts: [15.2, 6.6, 4.6], action: 7.2, alarm: 7.7, watch: 11.2 },
    sun: { texts: [14.6, 7.6], action: 8.1, alarm: 7.7, watch: 12.1 },
    night: { texts: [10.1, 7.5], action: 8.0, alarm: 7.8, watch: 8.5 },
  }
  for (const [name, limits] of Object.entries(grounds)) {
    const of = ground(name)
    it(`${name}: every text on its worst surface`, () => {
      for (const [index, limit] of limits.texts.entries())
        atLeast(worst(of, `text-${index + 1}`), limit, 1, `text ${index + 1}`)
    })
    it(`${name}: the words on its fills`, () => {
      atLeast(contrast(of('action'), of('action-text')), limits.action, 1, 'action')
      atLeast(contrast(of('alarm'), of('alarm-text')), limits.alarm, 1, 'alarm')
      atLeast(contrast(of('watch'), of('watch-text')), limits.watch, 1, 'watch')
    })
    it(`${name}: an edge that tells a control from its ground, a focus ring that is seen`, () => {
      atLeast(contrast(of('edge'), of('surface')), 3, 1, 'control edge')
      for (const under of ['ground', 'surface', 'raised', 'action'])
        atLeast(contrast(of('focus'), of(under)), under === 'action' ? 1.9 : 7, 1, `focus on ${under}`)
    })
  }

  it('alarm, watch and good as text are readable on the surfaces', () => {
    for (const name of ['dark', 'paper', 'night']) {
      const of = ground(name)
      for (const ink of ['alarm-ink', 'watch-ink', 'good-ink']) atLeast(worst(of, ink), 4.5, 1, `${name} ${ink}`)
    }
    const sun = ground('sun')
    atLeast(contrast(sun('good-ink'), '#ffffff'), 7, 1, 'sun good on white')
  })

  it('the ink of a plan is read on its own soft ground, and as a fill under its words', () => {
    const of = ground('paper')
    for (const under of ['surface', 'plan-soft', 'raised']) atLeast(contrast(of('plan'), of(under)), 5.5, 1, under)
    atLeast(contrast(of('plan'), of('plan-text')), 7, 1, 'plan text')
    for (const text of ['text-1', 'text-2']) atLeast(contrast(of(text), of('plan-soft')), 6, 1, text)
  })

  it('tablet: action is told from alarm by every sight', () => {
    const sun = ground('sun')
    atLeast(distance(sun('action'), sun('alarm')), 0.13, 2, 'action–alarm')
    for (const ground_ of ['sun', 'night']) {
      const of = ground(ground_)
      atLeast(contrast(of('text-1'), of('ground')), 7, 1, `${ground_} text 1 on ground`)
    }
  })

  it('markers stand out of their casing, and of the dark land', () => {
    const land = ground('dark')('map-land')
    const limits: Record<string, [number, number]> = {
      reporting: [11.4, 10.4],
      quiet: [11.4, 10.4],
      offline: [5.0, 4.5],
      unstaffed: [10.0, 9.1],
      alarm: [5.4, 4.9],
      planned: [8.2, 7.4],
      closure: [15.4, 14.0],
      withdrawn: [5.0, 4.5],
    }
    for (const [name, [onCasing, onLand]] of Object.entries(limits)) {
      atLeast(contrast(mark(name), mark('casing')), onCasing, 1, name)
      atLeast(contrast(mark(name), land), onLand, 1, `${name} on land`)
    }
  })

  it('markers are told apart by every sight', () => {
    const limits: [string, string, number][] = [
      ['reporting', 'offline', 0.22],
      ['reporting', 'unstaffed', 0.13],
      ['reporting', 'alarm', 0.19],
      ['reporting', 'planned', 0.15],
      ['reporting', 'closure', 0.09],
      ['offline', 'unstaffed', 0.23],
      ['offline', 'alarm', 0.15],
      ['offline', 'planned', 0.14],
      ['offline', 'closure', 0.32],
      ['unstaffed', 'alarm', 0.14],
      ['unstaffed', 'planned', 0.14],
      ['unstaffed', 'closure', 0.18],
      ['alarm', 'planned', 0.27],
      ['alarm', 'closure', 0.3],
      ['planned', 'closure', 0.19],
    ]
    for (const [a, b, limit] of limits) atLeast(distance(mark(a), mark(b)), limit, 2, `${a}–${b}`)
  })

  it('roads: exposed is told from lapsed, and the monitored ones that must be seen are', () => {
    const dark = ground('dark')
    const paper = ground('paper')
    atLeast(distance(dark('road-exposed'), dark('road-lapsed')), 0.14, 2, 'dark')
    atLeast(distance(paper('road-exposed'), paper('road-lapsed')), 0.14, 2, 'paper')
    for (const road of ['motorway', 'trunk', 'primary', 'secondary'])
      atLeast(contrast(dark(`road-${road}`), dark('map-land')), 3, 1, `dark ${road}`)
    for (const road of ['motorway', 'trunk', 'primary'])
      atLeast(contrast(paper(`road-${road}`), paper('map-land')), 3, 1, `paper ${road}`)
  })
})
