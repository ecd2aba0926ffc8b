import assert from 'node:assert/strict'
import { test } from 'node:test'
import { briefingFacts, troubledFacts } from '../../testing/briefing-facts'
import { columnValue, REPORT_COLUMNS } from '../reports/report-columns'
import type { BriefingFacts, SectionName } from './briefing'
import { composeBriefing } from './compose'
import { confirmDraft, DRAFT_MARK, marksIn, openDrafts } from './drafts'
import { linkedText, writtenOver } from './linked-text'
import { BRIEFING_STATES, BRIEFING_STEPS, isFrozen, isOpen, type StepFacts, takeStep } from './workflow'

const texts = (facts: BriefingFacts, section: SectionName) =>
  composeBriefing(facts, 'bulletin').sections[section].map(({ text }) => text)

test('B1 it opens with the cut-off, then today, change and cumulative, in 辆次 and 人次', () => {
  const [first] = texts(briefingFacts(), 'situation')
  assert.equal(
    first,
    '截至11月23日18时，全县启用卡口31个，其中在岗31个。当日登记5220辆次、10344人次，辆次较前一日减少4.1%，人次与前一日持平；11月10日以来累计登记71173辆次、140021人次。',
  )
  const week = briefingFacts({
    from: '2026-11-17',
    before: { ...briefingFacts().before, vehiclesIn: 0, vehiclesOut: 0 },
  })
  assert.match(texts(week, 'situation')[0] ?? '', /11月17日至11月23日登记5220辆次.*辆次无前7日数可比/)
  const running = texts(briefingFacts({ complete: false, cutOff: '2026-11-23T05:30:00Z' }), 'situation')[0] ?? ''
  assert.match(running, /^截至11月23日13时30分，.*10344人次（本期未满，不与前期比较）；/)
  assert.match(texts(briefingFacts({ cutOff: '2026-11-23T09:05:00Z' }), 'situation')[0] ?? '', /^截至11月23日17时5分，/)
  assert.deepEqual(composeBriefing(troubledFacts(), 'report'), composeBriefing(troubledFacts(), 'report'))
  const { checkpoints } = troubledFacts()
  const later = briefingFacts({ checkpoints: { ...checkpoints, at: '2026-11-24T01:05:00Z' } })
  assert.match(texts(later, 'situation')[0] ?? '', /其中在岗29个（11月24日9时5分）。/)
  assert.match(texts(later, 'problems')[0] ?? '', /所在道路管控中断（11月24日9时5分）。/)
})

test('B2 cases are told by what was done with them, and nothing else', () => {
  assert.equal(
    texts(troubledFacts(), 'situation')[1],
    '初测体温异常8人次，复测确认发热3人次，其中转运就诊2人次、集中隔离1人次。风险地区来车32辆次、68人次。处置情况：现场留观1人次，居家医学观察47人次，集中隔离7人次，转运就诊3人次，劝返6辆次、14人次。',
  )
  assert.match(
    texts(briefingFacts(), 'situation')[1] ?? '',
    /复测确认发热0人次。.*。无留观、居家观察、隔离、转运和劝返。$/,
  )
  assert.equal(
    texts(troubledFacts(), 'situation')[2],
    '据有关单位填报：确诊病例0例（累计2例），接收捐款1200.5元（累计30000元）。',
  )
  assert.equal(texts(troubledFacts(), 'situation')[3], '另有待传128条（吉口卡口）未计入以上数字。')
})

test('B2 who reported is told apart from how: those that were late are among the nil reports too', () => {
  assert.equal(
    texts(troubledFacts(), 'work')[0],
    '应报日报的卡口31个，按时报送27个，迟报1个，未报1个。所报中零报告24个，无车流1个。',
  )
  assert.equal(texts(briefingFacts(), 'work')[0], '应报日报的卡口31个，按时报送31个。所报中零报告24个，无车流1个。')
})

test('B3 problems name roads, posts, queues, shortages and what is missing; each has its draft', () => {
  assert.deepEqual(texts(troubledFacts(), 'problems'), [
    '1.X118白安线、G318的3处县界路口未设监测点，5940人可不经卡口进入（据11月23日18时7分路网分析）。',
    '2.枫岭卡口离线，黄坛卡口未签到，所在道路管控中断。',
    '3.长深高速东站排队最多35辆（11月23日9时10分）。',
    '4.吉口卡口请补防护服20、护目镜仅剩1、口罩已用完。',
    '5.北山卡口未报日报，共1个。',
    '6.告警超时未接收2件。',
  ])
  const next = texts(troubledFacts(), 'next')
  assert.equal(next.length, 6)
  assert.ok(next.every((text) => text.endsWith(DRAFT_MARK)))
  assert.deepEqual(texts(troubledFacts(), 'coordination'), [
    `G318属国省干线或高速公路，设点或封闭请上级批准。${DRAFT_MARK}`,
  ])
  assert.deepEqual(texts(briefingFacts(), 'coordination'), ['本期无需上级协调解决的事项。'])
  assert.match(texts(briefingFacts(), 'problems').join(''), /^本期数据中未见/)
})

test('B4 a draft is confirmed by who is responsible and until when', () => {
  const content = composeBriefing(troubledFacts(), 'bulletin')
  assert.equal(openDrafts(content), 8)
  const confirmed = confirmDraft(`甲${DRAFT_MARK}乙${DRAFT_MARK}`, { unit: ' 县公安局 $&', due: '11月24日12时' })
  assert.equal(confirmed, `甲（责任单位：县公安局 $&；完成时限：11月24日12时）乙${DRAFT_MARK}`)
  assert.equal(marksIn(confirmed), 1)
})

test('B5 every figure leads to where it comes from, until it is written over', () => {
  const facts = troubledFacts()
  const pending = facts.pending.reduce((sum, { entries }) => sum + entries, 0)
  const content = composeBriefing(facts, 'bulletin')
  for (const { text, source } of content.sections.situation.flatMap(({ figures }) => figures)) {
    const column = REPORT_COLUMNS.find((name) => source.endsWith(`&column=${name}`))
    if (column === undefined) continue
    const shown = columnValue({ counts: facts.now, total: facts.total, pending }, column)
    assert.equal(Number.parseInt(text, 10), shown, `${text} leads to the column ${column}`)
  }
  for (const paragraphs of Object.values(content.sections)) {
    for (const paragraph of paragraphs) {
      const pieces = linkedText(paragraph)
      assert.equal(pieces.map(({ text }) => text).join(''), paragraph.text)
      assert.deepEqual(
        pieces.filter(({ source }) => source !== null).map(({ text, source }) => ({ text, source })),
        paragraph.figures,
        paragraph.text,
      )
    }
  }
  const figures = [
    { text: '20辆次', source: '/a' },
    { text: '3人次', source: '/b' },
  ]
  const edited = { text: '登记5220辆次、4人次，另20辆次', figures }
  assert.deepEqual(linkedText(edited), [
    { text: '登记5220辆次、4人次，另', source: null },
    { text: '20辆次', source: '/a' },
  ])
  assert.deepEqual(writtenOver(edited), [figures[1]])
})

test('B5 a figure that leads to a column of the board is the sum of that column', () => {
  const facts = troubledFacts()
  const pending = facts.pending.reduce((so, { entries }) => so + entries, 0)
  const sum = { counts: facts.now, total: facts.total, pending }
  const led = composeBriefing(facts, 'bulletin').sections.situation.flatMap(({ figures }) =>
    figures.flatMap(({ text, source }) => {
      const asked = new URL(source, 'http://x').searchParams.get('column')
      return asked === null ? [] : [{ text, column: REPORT_COLUMNS.find((column) => column === asked) }]
    }),
  )
  assert.ok(led.length > 12)
  for (const { text, column } of led) {
    assert.ok(column !== undefined, text)
    // Of the fevers there stand parts too, by what was done with them.
    if (column !== 'fevers') assert.equal(Number.parseFloat(text), columnValue(sum, column), `${text} ${column}`)
  }
})

const step: StepFacts = {
  actor: 'user:b',
  submittedBy: 'user:a',
  isPerson: true,
  mayDecide: true,
  openDrafts: 0,
  openFaults: 0,
  place: 'own',
  hasParent: false,
}

test('B6 the way is 填报 审核 签发 报送 回执, with a way back before it is signed, and no other', () => {
  const ways = BRIEFING_STATES.flatMap((state) =>
    BRIEFING_STEPS.flatMap((one) => {
      const taken = takeStep(state, one, step)
      return 'state' in taken ? [`${state} ${one} ${taken.state}`] : []
    }),
  )
  assert.deepEqual(ways, [
    'draft submit submitted',
    'submitted review reviewed',
    'submitted return draft',
    'reviewed return draft',
    'reviewed sign issued',
    'issued send sent',
    'sent receive received',
  ])
  for (const state of BRIEFING_STATES) assert.ok(!(isOpen(state) && isFrozen(state)))
})

test('B6 four eyes, people, confirmed drafts and sums that agree', () => {
  const refused = (
    state: (typeof BRIEFING_STATES)[number],
    one: (typeof BRIEFING_STEPS)[number],
    changes: Partial<StepFacts>,
  ) => {
    const taken = takeStep(state, one, { ...step, ...changes })
    return 'refused' in taken ? taken.refused : null
  }
  assert.equal(refused('submitted', 'review', { submittedBy: 'user:b' }), 'same-person')
  assert.equal(refused('reviewed', 'sign', { submittedBy: 'user:b' }), 'same-person')
  assert.equal(refused('submitted', 'return', { submittedBy: 'user:b' }), null)
  assert.equal(refused('reviewed', 'sign', { isPerson: false }), 'no-person')
  assert.equal(refused('submitted', 'review', { mayDecide: false }), 'no-right')
  assert.equal(refused('draft', 'submit', { mayDecide: false }), null)
  assert.equal(refused('reviewed', 'sign', { openDrafts: 1 }), 'drafts')
  assert.equal(refused('reviewed', 'sign', { openFaults: 1 }), 'faults')
  assert.equal(refused('draft', 'submit', { place: 'above' }), 'not-own')
  assert.equal(refused('sent', 'receive', { hasParent: true }), 'not-above')
  assert.equal(refused('sent', 'receive', { hasParent: true, place: 'above' }), null)
  assert.equal(refused('sent', 'receive', { hasParent: false, place: 'above' }), 'not-own')
})
