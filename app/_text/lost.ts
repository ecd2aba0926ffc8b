/** Words for who is lost: each page brings them along, so they are few. */
import { text } from './language'

export const lost = text(
  {
    noPage: '没有这个页面。地址可能写错了，或者链接已经失效。',
    pageFailed: '页面出错了。已保存的都在，重新打开即可；再出现请告诉管理员。',
    openAgain: '重新打开',
    toHome: '回首页',
  },
  {
    noPage: 'There is no such page. The address may be mistyped, or the link is of the past.',
    pageFailed:
      'This page failed. What was saved is there: open it again, and tell the administrator if it comes back.',
    openAgain: 'Open again',
    toHome: 'To the start page',
  },
)
