/** Who sees what, for those whom it is about, and the notice that is put up at the point. */
import { counted } from './format'
import { text } from './language'

export const privacy = text(
  {
    title: '谁能看到什么',
    lead: '登记里的号牌、行踪、体温和个人信息只按下表显示。每次查询、查看全文和查看轨迹都要写明理由，并记入审计。',
    print: '打印告知书',
    data: '信息',
    kind: {
      counts: '辆次、人次等统计数',
      plate: '号牌',
      person: '姓名、电话、证件号码',
      notes: '备注、去向、通行证',
      reading: '体温',
      health: '症状、14 天旅居史',
      trajectory: '车辆轨迹',
      order: '协查对象怎么处置',
      'order-reason': '为什么协查',
      'duty-phone': '值班电话',
      'private-phone': '个人电话',
    },
    seer: {
      staff: '卡口人员',
      command: '指挥',
      health: '卫健',
      planner: '规划',
      supervisor: '督导',
      reporter: '报表',
      admin: '管理员',
    },
    sight: { none: '看不到', masked: '只见掩码', opened: '写明理由才见', shift: '只见本班', full: '可见' },
    legend:
      '掩码：张*，138****1234，证件号码只留前三位和后两位。本班：本点最近 24 小时。轨迹：另须一人批准，限时查看。',
    keeping: '保存多久',
    keptDays: (days: string) => `${days} 天`,
    kept: {
      persons: '姓名、电话、证件号码、备注',
      plates: '号牌',
      health: '体温、症状、旅居史',
      searches: '谁查过什么',
    },
    keptHint: '自通过卡口之时起算，到期由系统清除，只留不含个人信息的登记和统计数。疫情结束后一并销毁并出具证明。',
    sealed: '姓名、电话、证件号码和备注加密保存，密钥不在数据库和备份中。',
    notice: {
      title: '个人信息收集告知',
      who: (place: string) => `${place}为防控疫情，在本监测点登记过往车辆和人员。`,
      points: {
        what: '收集什么',
        whatText: '车辆号牌、方向、人数、体温；按防控规定需要时，还有姓名、电话、证件号码、来处和去向、症状。',
        why: '为了什么',
        whyText: '发现发热和来自风险地区的人员，及时联系和追踪，统计过往辆次和人次。不作他用。',
        who: '谁能看到',
        whoText:
          '卡口人员只见本班，姓名和号码为掩码；指挥和卫健人员写明理由才能查看全文，每次都有记录。症状和旅居史只给卫健。规划、督导、报表只见统计数。',
        how: '保存多久',
        howText: (persons: string, plates: string, health: string) =>
          `姓名和号码 ${persons} 天，号牌 ${plates} 天，体温和症状 ${health} 天，自通过之时起算，到期清除。`,
        rights: '您可以',
        rightsText: '查询、更正您的登记，或询问谁查看过；请向本监测点或下列单位提出。',
      },
      basis: '依据：《中华人民共和国个人信息保护法》《中华人民共和国传染病防治法》',
      office: '负责单位',
      phone: '联系电话',
      date: '张贴日期',
    },
  },
  {
    title: 'Who sees what',
    lead: 'Plates, journeys, temperatures and persons are shown as in this table and no further. Every search, every value that is opened and every trajectory asks for a reason and is written into the audit.',
    print: 'Print the notice',
    data: 'Data',
    kind: {
      counts: 'Counts of vehicles and people',
      plate: 'Plate',
      person: 'Name, phone, document number',
      notes: 'Note, destination, pass',
      reading: 'Temperature',
      health: 'Symptoms, 14-day history',
      trajectory: 'Where a vehicle went',
      order: 'What to do with who is looked for',
      'order-reason': 'Why somebody is looked for',
      'duty-phone': 'Duty telephones',
      'private-phone': 'Private telephones',
    },
    seer: {
      staff: 'Checkpoint staff',
      command: 'Command',
      health: 'Health',
      planner: 'Planners',
      supervisor: 'Supervisors',
      reporter: 'Reporters',
      admin: 'Administrators',
    },
    sight: { none: 'not seen', masked: 'masked', opened: 'for a reason', shift: 'own shift', full: 'seen' },
    legend:
      'Masked: 张*, 138****1234, of a document number the first three and last two. Own shift: the last 24 hours at the own point. A trajectory also needs another’s leave, for a time.',
    keeping: 'How long it is kept',
    keptDays: (days) => counted(days, 'day'),
    kept: {
      persons: 'Name, phone, document number, note',
      plates: 'Plate',
      health: 'Temperature, symptoms, history',
      searches: 'Who searched for what',
    },
    keptHint:
      'Counted from the passage. Then the system takes it out and leaves the bare entry and the counts. When the epidemic is over all of it is destroyed, with a certificate.',
    sealed:
      'Names, telephone and document numbers and notes are encrypted; the key is neither in the database nor in backups.',
    notice: {
      title: 'Notice of what is collected',
      who: (place) => `To control the epidemic, ${place} logs vehicles and people that pass this point.`,
      points: {
        what: 'What',
        whatText:
          'Plate, direction, number of people, temperatures; where the rules ask for it also name, phone, document number, from where and to where, symptoms.',
        why: 'What for',
        whyText:
          'To find fevers and people from risk areas, to reach and trace them, and to count who passes. For nothing else.',
        who: 'Who sees it',
        whoText:
          'Checkpoint staff see their own shift, names and numbers masked; duty officers and health open a value for a reason that is written down. Symptoms and history are for health alone. Planners, supervisors and reporters see counts.',
        how: 'How long',
        howText: (persons, plates, health) =>
          `Names and numbers ${persons} days, plates ${plates} days, temperatures and symptoms ${health} days from the passage; then it is erased.`,
        rights: 'You may',
        rightsText: 'ask for your entries, have them corrected, and ask who looked at them: at this point, or here:',
      },
      basis:
        'By the Personal Information Protection Law and the Law on Prevention and Treatment of Infectious Diseases',
      office: 'Responsible office',
      phone: 'Telephone',
      date: 'Put up on',
    },
  },
)
