import type { Disposition } from '../entries/entry'

/** What was done with somebody, as reports and briefings have it. */
export const DISPOSITION_WORDS: Readonly<Record<Disposition, string>> = {
  release: '放行',
  'turn-back': '劝返',
  'home-observation': '居家医学观察',
  isolation: '集中隔离',
  hospital: '转运就诊',
  hold: '现场留观',
  handover: '移交',
  'point-to-point': '点对点转运',
  refused: '拒不配合',
  evaded: '闯卡',
}
