/** A rule for who is sought, as a policy holds it. */
export const WATCH_RULE = {
  id: 'watch',
  name: '协查名单',
  document: '第7号',
  days: 0,
  disposition: 'handover',
  order: '按处置卡执行',
  asks: null,
} as const
