import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { EMPTY_SECTION } from '#domain/briefing/briefing'
import { composeBriefing } from '#domain/briefing/compose'
import { DRAFT_MARK } from '#domain/briefing/drafts'
import { troubledFacts } from '../../testing/briefing-facts'
import { readZip } from '../../testing/read-zip'
import type { WordBriefing } from './word-briefing'
import { writeWord } from './write-word'

const briefing = (changes: Partial<WordBriefing> = {}): WordBriefing => {
  const template = changes.template ?? 'bulletin'
  const content = composeBriefing(troubledFacts(), template)
  return {
    template,
    content: { ...content, head: { ...content.head, number: '云防指〔2026〕14号' } },
    facts: troubledFacts(),
    number: { number: 14, total: 14 },
    reissue: 0,
    signer: '周文',
    issuedOn: '2026-11-23',
    ...changes,
  }
}

const made = async (changes: Partial<WordBriefing> = {}) => {
  const bytes = await writeWord(briefing(changes))
  const keep = process.env.KAKOU_WORD
  if (keep !== undefined) writeFileSync(`${keep}/${changes.template ?? 'bulletin'}.docx`, bytes)
  const files = readZip(bytes)
  return { files, document: files.get('word/document.xml') ?? '' }
}

interface Line {
  text: string
  xml: string
}

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Paragraphs in order, with their XML. */
const linesOf = (document: string): Line[] =>
  [...document.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([xml]) => ({
    xml,
    text: unescaped([...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('')),
  }))

const lineOf = (lines: readonly Line[], begins: string): string => {
  const line = lines.find(({ text }) => text.startsWith(begins))
  assert.ok(line, `no line begins ${begins}`)
  return line.xml
}

const font = (xml: string) => /w:eastAsia="([^"]+)"/.exec(xml)?.[1]
const size = (xml: string) => Number(/<w:sz w:val="(\d+)"\/>/.exec(xml)?.[1]) / 2
const millimetres = (twips: string | undefined) => Math.round((Number(twips) * 25.4 * 10) / 1440) / 10

test('the page is A4 with 37, 35, 28, 26 mm around it, and 22 lines of 28 pt, of 28 characters', async () => {
  const { document } = await made()
  const attribute = (tag: string, name: string) => new RegExp(`<w:${tag}[^>]* w:${name}="([^"]+)"`).exec(document)?.[1]
  assert.deepEqual([attribute('pgSz', 'w'), attribute('pgSz', 'h')].map(millimetres), [210, 297])
  assert.deepEqual(
    ['top', 'bottom', 'left', 'right'].map((side) => millimetres(attribute('pgMar', side))),
    [37, 35, 28, 26],
  )
  assert.equal(attribute('docGrid', 'type'), 'lines')
  assert.equal(Number(attribute('docGrid', 'linePitch')) / 20, 28)
  const height = 297 - 37 - 35
  assert.equal(Math.floor(((height / 25.4) * 72) / 28), 22)
  const body = linesOf(document).filter(({ text }) => text.startsWith('截至'))
  assert.match(body[0]?.xml ?? '', /<w:spacing [^>]*w:line="560"[^>]*w:lineRule="exact"/)
  const closer = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(body[0]?.xml ?? '')?.[1]) / 20
  const width = ((210 - 28 - 26) / 25.4) * 72
  assert.equal(Math.floor(width / (16 + closer)), 28)
})

test('title, body and headings are in their fonts and sizes; headings stand alone', async () => {
  const { document, files } = await made()
  const lines = linesOf(document)
  const title = lineOf(lines, '全县道路卡口')
  assert.deepEqual([font(title), size(title)], ['方正小标宋简体', 22])
  assert.match(title, /<w:jc w:val="center"\/>/)
  const body = lineOf(lines, '截至11月23日18时')
  assert.deepEqual([font(body), size(body)], ['仿宋_GB2312', 16])
  assert.match(body, /<w:ind [^>]*w:firstLine="640"/)
  for (const heading of [
    '一、基本情况',
    '二、工作开展情况',
    '三、存在问题',
    '四、下步措施',
    '五、需上级协调解决的事项',
  ]) {
    const xml = lineOf(lines, heading)
    assert.deepEqual([font(xml), size(xml)], ['黑体', 16])
    assert.equal(lines.find(({ text }) => text.startsWith(heading))?.text, heading)
    assert.match(xml, /<w:keepNext\/>/, 'it never stands alone at the foot of a page')
  }
  assert.equal(font(lineOf(lines, '1.X118')), '仿宋_GB2312')
  assert.ok(document.includes(DRAFT_MARK), 'a draft is a draft on paper too')
  const fonts = files.get('word/fontTable.xml') ?? ''
  for (const name of ['方正小标宋简体', '仿宋_GB2312', '黑体', '楷体_GB2312']) {
    assert.match(fonts, new RegExp(`<w:font w:name="${name}"><w:altName w:val="[^"]+,[^"]+"/>`))
  }
  assert.doesNotMatch(fonts, /embed/)
  assert.equal(
    [...files.keys()].some((name) => name.endsWith('.odttf')),
    false,
  )
})

test('a heading of the second level is 楷体, and its sentence goes on in 仿宋', async () => {
  const { content } = briefing()
  const sections = { ...content.sections, work: [{ text: '（一）联防联控。每班4至6人。', figures: [] }], next: [] }
  const { document } = await made({ content: { ...content, sections } })
  const xml = lineOf(linesOf(document), '（一）联防联控。')
  assert.match(xml, /楷体_GB2312.*联防联控。.*仿宋_GB2312.*每班4至6人。/s)
  assert.equal(linesOf(document).filter(({ text }) => text === EMPTY_SECTION).length, 1, 'an empty section says so')
})

test('page numbers stand outside: — 1 — at the right on odd pages, at the left on even ones', async () => {
  const { document, files } = await made()
  assert.match(files.get('word/settings.xml') ?? '', /<w:evenAndOddHeaders/)
  const relations = files.get('word/_rels/document.xml.rels') ?? ''
  const footer = (type: string) => {
    const id = new RegExp(
      `<w:footerReference [^>]*w:type="${type}"[^>]*r:id="([^"]+)"|<w:footerReference [^>]*r:id="([^"]+)"[^>]*w:type="${type}"`,
    ).exec(document)
    const target = [...relations.matchAll(/<Relationship [^>]*>/g)]
      .map(([one]) => one)
      .find((one) => one.includes(`Id="${id?.[1] ?? id?.[2]}"`))
    return files.get(`word/${/Target="([^"]+)"/.exec(target ?? '')?.[1]}`) ?? ''
  }
  for (const [type, side] of [
    ['default', 'right'],
    ['even', 'left'],
  ] as const) {
    const xml = footer(type)
    assert.match(xml, new RegExp(`<w:jc w:val="${side}"/>`), type)
    assert.match(xml, new RegExp(`<w:ind [^>]*w:${side === 'right' ? '(right|end)' : '(left|start)'}="280"`), type)
    assert.match(xml, /— .*PAGE.* —/s)
    assert.deepEqual([font(xml), size(xml)], ['宋体', 14])
  }
  assert.equal(millimetres(/<w:pgMar[^>]* w:footer="(\d+)"/.exec(document)?.[1]), 23.1)
})

test('a bulletin has its red head, numbers, issuer, date, and to whom it goes', async () => {
  const { document } = await made()
  const lines = linesOf(document)
  assert.equal(lines[0]?.text, '内部资料')
  const name = lineOf(lines, '疫情防控工作简报')
  assert.match(name, /<w:color w:val="FF0000"\/>/)
  assert.equal(font(name), '方正小标宋简体')
  assert.ok(lines.some(({ text }) => text === '第14期（总第14期）'))
  assert.ok(lines.some(({ text }) => text === '云岭县疫情防控指挥部办公室2026年11月23日'))
  assert.match(document, /<w:pBdr><w:bottom w:val="single" w:color="FF0000"/)
  for (const word of ['报：', '送：', '发：']) lineOf(lines, word)
  assert.match(document, /<w:tblpPr [^>]*w:tblpYSpec="bottom"/)
  const again = linesOf((await made({ reissue: 2 })).document)
  assert.ok(again.some(({ text }) => text === '第14期（总第14期）更正第2次'))
  const draft = linesOf((await made({ number: null })).document)
  assert.ok(draft.some(({ text }) => text === '第　期（总第　期）'))
})

test('a report has its number, who signed, to whom, attachments, signature, date, and the board', async () => {
  const { document } = await made({ template: 'report' })
  const lines = linesOf(document)
  assert.equal(lines[0]?.text, '内部资料')
  assert.ok(lines.some(({ text }) => text === '云防指〔2026〕14号签发人：周文'))
  const { content } = briefing({ template: 'report' })
  const unnumbered = { ...content, head: { ...content.head, number: ' ' } }
  const draft = linesOf((await made({ template: 'report', content: unnumbered, signer: null })).document)
  assert.ok(
    draft.some(({ text }) => text === '　　〔　　〕　号签发人：　　　'),
    'room for what is not there yet',
  )
  const addressee = lineOf(lines, '上级疫情防控指挥部：')
  assert.doesNotMatch(addressee, /firstLine/)
  const order = ['云岭县疫情防控工作进展情况汇报', '上级疫情防控指挥部：', '一、基本情况', '附件：', '附件']
  const places = order.map((begins) => lines.findIndex(({ text }) => text.startsWith(begins)))
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  )
  const [organ, date] = [
    lines.findLastIndex(({ text }) => text === '云岭县疫情防控指挥部'),
    lines.findIndex(({ text }) => text === '2026年11月23日'),
  ]
  assert.equal(date, organ + 1)
  assert.match(document, /<w:tblHeader\/>/)
  const sections = [...document.matchAll(/<w:sectPr.*?<\/w:sectPr>/gs)].map(([xml]) => xml)
  const margins = sections.map((xml) => /<w:pgMar[^>]*>/.exec(xml)?.[0])
  assert.deepEqual([sections.length, margins[1]], [2, margins[0]], 'the annex is on pages like the others')
  assert.deepEqual(
    sections.map((xml) => /w:type="lines"/.test(xml)),
    [true, false],
    'rows of a table are closer than the lines of the text',
  )
  for (const xml of sections) assert.equal([...xml.matchAll(/<w:footerReference/g)].length, 2)
  assert.ok(
    lines.some(({ text }) => text === '1430'),
    'the sum of 1018 and 412',
  )
  assert.ok(document.includes(`审计链第812环 ${'a'.repeat(64)}`))
})
