/** The words of notifications that come while no page is open. */
import { text } from './language'

export const pushWords = text(
  {
    heading: '告警通知',
    hint: '页面关着也通知：只写哪个卡口、什么事，不含姓名、号牌。由浏览器厂家的推送服务转送，服务器和这台电脑都要能连上它；连不上时，开着的指挥页面照样响铃、弹窗。',
    none: '这里收不到：要用 HTTPS，而且浏览器要支持推送。开着的指挥页面照样响铃。',
    denied: '浏览器不许本站通知。在地址栏左侧的网站设置里允许，再回来开启。',
    noKey: '服务器的密钥不在，发不了推送。请联系运维。',
    which: '通知哪些',
    on: '开启',
    off: '关闭',
    test: '发测试',
    onItsWay: '已发出，结果几秒后显示',
    unreachable: '这个浏览器连不上它厂家的推送服务。换一个浏览器，或请网络管理员放行；开着的指挥页面照样响铃、弹窗。',
    through: (host: string) => `已开启，经 ${host}`,
    until: (time: string) => `到 ${time} 登录到期为止；其间用过就顺延，退出登录就停。`,
    sent: (age: string) => `${age}送达推送服务`,
    waiting: (age: string) => `${age}没送到，将重试`,
    failed: (age: string) => `${age}没送到`,
    noWay: (host: string) => `服务器连不上 ${host}：没有互联网，或被防火墙挡住。`,
    never: '还没有发过',
    least: '至少选一级',
  },
  {
    heading: 'Alert notifications',
    hint: 'Told also while no page is open: which checkpoint and what, no names, no plates. They go through the push service of the browser’s maker, which the server and this computer must reach; where they do not, an open command page still sounds and notifies.',
    none: 'Not possible here: it needs HTTPS, and a browser with push. An open command page still sounds.',
    denied:
      'The browser does not let this site notify. Allow it in the site settings left of the address, then come back.',
    noKey: 'The server’s key is missing, so it can send nothing. Ask the operator.',
    which: 'What is told',
    on: 'Switch on',
    off: 'Switch off',
    test: 'Send a test',
    onItsWay: 'On its way; in a few seconds it says here how it went',
    unreachable:
      'This browser does not reach the push service of its maker. Use another browser, or have the network let it through; an open command page still sounds and notifies.',
    through: (host: string) => `On, through ${host}`,
    until: (time: string) => `Until this sign-in ends at ${time}; using it moves that on, signing out ends it.`,
    sent: (age: string) => `Handed to the push service ${age}`,
    waiting: (age: string) => `Did not arrive ${age}; it will be tried again`,
    failed: (age: string) => `Did not arrive ${age}`,
    noWay: (host: string) => `The server does not reach ${host}: no internet, or a firewall in between.`,
    never: 'Nothing sent yet',
    least: 'Choose one at least',
  },
)
