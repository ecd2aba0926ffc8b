import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachElement } from './each-element'
import { type RoadFault, RoadFileError } from './road-file-error'
import { withFile } from './temporary-file'

async function elementsOf(content: string): Promise<{ found: string | null; elements: unknown[] }> {
  const elements: unknown[] = []
  const found = await withFile(content, (file) =>
    eachElement(
      file,
      () => {},
      (element) => elements.push(element),
    ),
  )
  return { found, elements }
}

async function faultOf(content: string): Promise<RoadFault | null> {
  try {
    await elementsOf(content)
    return null
  } catch (error) {
    if (error instanceof RoadFileError) return error.fault
    throw error
  }
}

const FEATURES = [{ a: '}]"{[\\', b: [1, { c: '白水"镇' }] }, {}, { features: [{ inner: true }] }]

test('the elements of the list are visited, whatever stands in their strings and around them', async () => {
  for (const space of [0, 1]) {
    const text = JSON.stringify(
      {
        type: 'FeatureCollection',
        name: '"features":[',
        other: [[{ x: 1 }]],
        features: FEATURES,
        after: { features: [1] },
      },
      null,
      space,
    )
    assert.deepEqual(await elementsOf(text), { found: 'features', elements: FEATURES })
  }
  assert.deepEqual(await elementsOf('{"elements":[{"id":1}]}'), { found: 'elements', elements: [{ id: 1 }] })
  assert.deepEqual(await elementsOf('{"elements":[]}'), { found: 'elements', elements: [] })
  assert.deepEqual(await elementsOf('{"a":[{"elements":[{}]}]}'), { found: null, elements: [] })
})

test('elements that lie across pieces of the file come whole', async () => {
  const features = Array.from({ length: 400 }, (_, at) => ({ at, text: '卡口'.repeat(2_000 + at) }))
  const { elements } = await elementsOf(JSON.stringify({ features }))
  assert.deepEqual(elements, features)
})

test('what is cut off or damaged says where', async () => {
  const text = JSON.stringify({ features: FEATURES })
  for (let length = 1; length < text.length; length++) {
    const bytes = Buffer.byteLength(text.slice(0, length))
    assert.deepEqual(await faultOf(text.slice(0, length)), { kind: 'cut-off', byte: bytes, within: 'JSON' })
  }
  const broken = '{"features":[{"a":1},{"b":tru}]}'
  assert.deepEqual(await faultOf(broken), { kind: 'damaged', byte: broken.indexOf('tru'), reason: 'this is not JSON' })
  assert.equal((await faultOf('{}]'))?.kind, 'damaged')
})
