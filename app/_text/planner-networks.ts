/** Words of the networks: which is in use, what changed between two. */
import { text } from './language'

export const networkWords = text(
  {
    title: '路网版本',
    inUse: '正在使用',
    failed: '路网版本没有读到',
    none: '还没有导入过路网。',
    only: '只导入过一次，没有可比的。',
    toImport: '导入路网',
    from: '旧',
    to: '新',
    option: (name: string, when: string) => `${name} · ${when}`,
    changesFailed: '没有比出来',
    same: '两个版本的道路完全一样。',
    sum: (added: string, addedLength: string, gone: string, goneLength: string, changed: string) =>
      `新增 ${added} 条（${addedLength}），消失 ${gone} 条（${goneLength}），改动 ${changed} 条。`,
    kind: { added: '新增', gone: '消失', changed: '改动' },
    line: '走向',
    tag: (names: string) => `属性 ${names}`,
    listed: (count: string) => `列出最长的 ${count} 条。`,
    legendAdded: '新增',
    legendGone: '消失',
  },
  {
    title: 'Networks',
    inUse: 'in use',
    failed: 'The networks could not be loaded',
    none: 'No network was imported yet.',
    only: 'Only one was imported: there is nothing to compare.',
    toImport: 'Import roads',
    from: 'Old',
    to: 'New',
    option: (name, when) => `${name} · ${when}`,
    changesFailed: 'They could not be compared',
    same: 'Both have the same roads.',
    sum: (added, addedLength, gone, goneLength, changed) =>
      `${added} new (${addedLength}), ${gone} gone (${goneLength}), ${changed} changed.`,
    kind: { added: 'New', gone: 'Gone', changed: 'Changed' },
    line: 'course',
    tag: (names) => `tags ${names}`,
    listed: (count) => `The longest ${count} are listed.`,
    legendAdded: 'New',
    legendGone: 'Gone',
  },
)
