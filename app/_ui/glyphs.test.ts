import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { it } from 'node:test'
import { CHECKPOINT_GLYPHS, CROSSING_GLYPHS, glyphMarkup, glyphOfState } from './glyphs'

const all = [...Object.entries(CHECKPOINT_GLYPHS), ...Object.entries(CROSSING_GLYPHS)]

it('every ink of a glyph is a token', () => {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  for (const [name, glyph] of all)
    for (const { fill, stroke } of glyph.layers)
      for (const ink of [fill, stroke]) if (ink) assert.ok(css.includes(`--${ink}:`), `${name}: --${ink}`)
})

it('nothing but an alarm is over 22 wide (and a pixel of room), and no two shapes are the same', () => {
  const drawn = new Set<string>()
  for (const [name, glyph] of all) {
    if (name !== 'alarm') assert.ok(glyph.reach * 2 <= 23, name)
    drawn.add(JSON.stringify(glyph.layers.map(({ d, dash, fill }) => [d, dash, fill === undefined])))
  }
  assert.equal(drawn.size, all.length)
  assert.ok(CHECKPOINT_GLYPHS.alarm.reach > 16)
})

it('a closed checkpoint is shown as withdrawn, the rest by its own name', () => {
  assert.equal(glyphOfState('closed'), 'withdrawn')
  assert.equal(glyphOfState('alarm'), 'alarm')
})

it('the markup holds the count, made harmless', () => {
  assert.match(glyphMarkup(CHECKPOINT_GLYPHS.alarm, '2'), />2<\/text>/)
  assert.match(glyphMarkup(CHECKPOINT_GLYPHS.alarm, '<b>'), /&lt;b>/)
})
