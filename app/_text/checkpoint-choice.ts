/** The words of a choice of checkpoints: all, or some from a list. */
import { text } from './language'

export const choiceWords = text(
  {
    some: '指定卡口',
    find: '按名称或编号找',
    chosen: (count: string) => `已选 ${count} 个`,
    noMatch: '没有这个卡口',
    beyond: (count: string) => `还有 ${count} 个，写名称或编号来找`,
  },
  {
    some: 'Chosen checkpoints',
    find: 'Find by name or code',
    chosen: (count) => `${count} chosen`,
    noMatch: 'There is no such checkpoint',
    beyond: (count) => `${count} more: find them by name or code`,
  },
)
