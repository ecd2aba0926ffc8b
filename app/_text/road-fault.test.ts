import assert from 'node:assert/strict'
import { it } from 'node:test'
import { roadFaultInChinese } from './road-fault'

it('names the file, what is wrong, where, and what to do', () => {
  assert.equal(
    roadFaultInChinese({ file: 'roads', kind: 'cut-off', byte: 100_000 }),
    '路网文件在第 100,000 字节处中断，没有传全或没有下载全，请重新下载。',
  )
  assert.equal(
    roadFaultInChinese({ file: 'boundary', kind: 'open-ring', start: [9.5, 47.1], end: [9.6, 47.2] }),
    '县界文件的界线没有闭合：起点 9.5, 47.1，终点 9.6, 47.2。',
  )
})

it('leaves a fault that it does not know to the words of the server', () => {
  assert.equal(roadFaultInChinese({ file: 'roads', kind: 'something new' }), null)
})
