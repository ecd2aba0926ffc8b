import { text } from './language'

export const home = text(
  {
    tagline: '在卡口登记一次，数字、地图、告警和日报都由此而来。',
    roomsHeading: '各处做什么',
    rooms: {
      tablet: '卡口人员登记车辆和体温，断网照常',
      command: '指挥部看每个卡口的实时情况，处置告警',
      wall: '挂在墙上的大屏：几米外看清哪里有事，自动恢复，不显示姓名',
      planner: '规划人员看哪些路口和道路没人看守',
      reports: '看谁报了、谁没报，编日报和简报',
      admin: '管理卡口、平板、人员和路网',
    },
    signIn: '登录',
    signedInAs: (name: string) => `已登录：${name}`,
    signedOutHint: '指挥、规划、管理要登录；平板用配对码，不用账号。',
    developers: '接口文档',
  },
  {
    tagline: 'Logged once at the checkpoint: the figures, the map, the alerts and the daily report all follow from it.',
    roomsHeading: 'What each room is for',
    rooms: {
      tablet: 'Checkpoint staff log vehicles and temperatures, also without a network',
      command: 'The command centre sees every checkpoint live and works the alerts',
      wall: 'The display on the wall: where the trouble is, from metres away, without names',
      planner: 'Planners see which crossings and roads nobody watches',
      reports: 'Who has reported and who has not, the daily report and the briefing',
      admin: 'Checkpoints, tablets, people and the road network',
    },
    signIn: 'Sign in',
    signedInAs: (name) => `Signed in: ${name}`,
    signedOutHint: 'Command, Planner and Admin need a sign-in; a tablet needs a pairing code, no account.',
    developers: 'API documentation',
  },
)
