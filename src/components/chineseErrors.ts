/**
 * Failures in Chinese: the cloud and our own server speak English. Loaded for readers of Chinese only, and the codes of
 * a family only with its first failure, so that nobody else pays for it (`errorWords.ts`).
 */
import type { Problem, ProblemCode } from '~/contract/console.ts'
import { factOf } from '~/contract/problem.ts'
import type { Family } from '~/contract/types.ts'

export interface ErrorWords {
  message: string
  hint?: string
}

type Catalogue = Readonly<Record<string, ErrorWords>>

const files = import.meta.glob<Catalogue>('../contract/*/errors.zh.json', { import: 'default' })
const cloud = new Map<Family, Catalogue>()
const loads = new Map<Family | undefined, Promise<void>>()

async function read(family: Family | undefined): Promise<void> {
  const load = files[`../contract/${family}/errors.zh.json`]
  if (family && load) cloud.set(family, await load())
}

/** Reads the codes of a family, once, and tells when they have come; never fails, and is asked again after a failure. */
export function loadFamily(family: Family | undefined, onArrival?: () => void): Promise<void> {
  const loading = loads.get(family) ?? read(family).then(onArrival, () => void loads.delete(family))
  loads.set(family, loading)
  return loading
}

const again = '请重新登录后再试。'
const endpoint = '请检查连接中的终端节点地址，以及服务器与云之间的网络。'

const own: Readonly<Record<ProblemCode, ErrorWords>> = {
  'gantry.signed_out': { message: '您已退出登录。', hint: again },
  'gantry.reauth_required': { message: '此操作需要再次输入密码。', hint: '请输入密码后重试。' },
  'gantry.forbidden': { message: '服务器没有接受此请求。', hint: '请重新加载页面后重试。' },
  'gantry.setup_token': { message: '初始化链接有误或已被使用。', hint: '请使用服务器日志中最新的链接。' },
  'gantry.wrong_password': { message: '用户名或密码错误。', hint: '请检查后重新输入。' },
  'gantry.too_many_attempts': { message: '失败次数过多。', hint: '请稍等片刻后重试。' },
  'gantry.not_an_operation': { message: '此地址下没有可用的接口。', hint: '请刷新页面：资源可能已不存在。' },
  'gantry.unknown_connection': { message: '没有此连接。', hint: '请选择其他连接，或重新创建。' },
  'gantry.wrong_project': { message: '请求中的项目不属于此连接。', hint: '请改用该项目的连接。' },
  'gantry.bad_parameter': { message: '有一个值不被接受。', hint: '请更正后重试。' },
  'gantry.bad_body': { message: '请求内容不符合要求。', hint: '请检查请求的内容和格式。' },
  'gantry.too_large': { message: '请求内容超过了大小上限。', hint: '请减少内容后重试。' },
  'gantry.unsupported_type': { message: '不接受此类型的内容。', hint: '请使用 UTF-8 编码的 JSON。' },
  'gantry.throttled': {
    message: '当前对此服务的请求过多。',
    hint: '云服务限制每个用户的调用频率，请稍后重试。',
  },
  'gantry.credentials_refused': {
    message: '云服务不接受此连接的凭证。',
    hint: '连续两次被拒绝后，在重新测试连接之前不会再使用此密钥：超过五次云端会锁定密钥。请检查凭证，然后测试连接。',
  },
  'gantry.engine_sign_in': {
    message: '此引擎需要单独的账号，或不接受已保存的账号。',
    hint: '请填写此引擎的账号和密码。',
  },
  'gantry.credential_kind': {
    message: '使用访问密钥无法管理引擎的账号。',
    hint: '此类调用须以引擎的 Token 代替签名。请使用以 IAM 用户登录的连接。',
  },
  'gantry.audit_unavailable': {
    message: '由于无法记录，更改没有执行。',
    hint: '服务器的存储无法写入（磁盘是否已满？）。读取不受影响。',
  },
  'gantry.clock_skew': {
    message: '服务器的时钟与云端不一致，相差超过 15 分钟的签名会被拒绝。',
    hint: '请校准服务器的时钟（NTP），然后测试连接。',
  },
  'gantry.unreachable': { message: '无法连接目标地址。', hint: endpoint },
  'gantry.tls': {
    message: '终端节点的证书不受信任。',
    hint: '如果终端节点使用私有 CA，请将其证书添加到连接中。',
  },
  'gantry.timeout': { message: '没有及时收到响应。', hint: '请稍后重试。' },
  'gantry.bad_answer': {
    message: '收到的响应不可用：不符合接口约定、不完整或过大。',
    hint: '请检查连接中的终端节点地址是否为接口地址。',
  },
  'gantry.internal': { message: '服务器内部出错。', hint: '请携带请求 ID 查看服务器日志。' },
  'gantry.cloud_error': { message: '云服务没有执行此请求。', hint: '云服务没有给出错误码，原文见下。' },
}

/** What our own server says of one field: the sentence is what helps, not its code. */
const sentences: readonly [RegExp, (...found: string[]) => string][] = [
  [/^(?:This|\w+) is required\.$/, () => '必填。'],
  [/^This must be a text\.$/, () => '必须为文本。'],
  [/^This must be an object\.$/, () => '必须为对象。'],
  [/^This has at most (\d+) characters\.$/, (max) => `最多 ${max} 个字符。`],
  [/^This is too long\.$/, () => '内容过长。'],
  [/^This holds control characters\.$/, () => '包含控制字符。'],
  [/^This is not in the expected form\.$/, () => '格式不正确。'],
  [/^This must be one of: (.*)\.$/, (list) => `只能为以下值之一：${list}。`],
  [/^This must be an address such as (\S+)\.$/, (address) => `必须为地址，例如 ${address}。`],
  [/^This may have a host and a port, but no /, () => '只能包含主机和端口，不能包含用户、路径、查询参数或特殊写法。'],
  [/^This must be https\./, () => '必须为 https。只有列在 ALLOW_PRIVATE_ENDPOINTS 中的本机地址才能使用 HTTP。'],
  [/^This must be a full host name\./, () => '必须为完整的主机名。管理员可通过 ALLOW_PRIVATE_ENDPOINTS 放行地址。'],
  [/^The port must be 443/, () => '端口必须为 443，或不小于 1024。'],
  [/^This holds a private key\./, () => '其中包含私钥，请只提供证书。'],
  [/^This must be a certificate in PEM form\.$/, () => '必须为 PEM 格式的证书。'],
  [/^This certificate cannot be read\.$/, () => '无法读取此证书。'],
  [/^Enter the secret again:/, () => '请重新输入密钥：它将被发送到与之前不同的地址。'],
  [/^The project could not be read from IAM/, () => '使用这些凭证无法从 IAM 读取项目，请输入项目 ID。'],
  [/^There are (\d+) views already/, (most) => `已有 ${most} 个视图，请先删除一个。`],
  [/^No account is stored for this engine\.$/, () => '没有保存此引擎的账号。'],
]

function sentenceOf(text: string): string | undefined {
  for (const [pattern, words] of sentences) {
    const found = pattern.exec(text)
    if (found) return words(...found.slice(1))
  }
  return undefined
}

/** Where the cloud puts names and values in: `（设备 {0}）`, `：{0}`. Sentences read on without. */
const slots = /（[^（）]*(?:\{\d\}|<key>)[^（）]*）|：\{\d\}$/g

/** A failure in Chinese; undefined for a code that nobody documented, or whose family is not loaded. */
export function chineseError({ code, message, origin, family }: Problem): ErrorWords | undefined {
  const ours: Catalogue = own
  if (origin === 'cloud' && !Object.hasOwn(ours, code)) {
    const known = family && factOf(code, cloud.get(family) ?? {})
    return known && { ...known, message: known.message.replace(slots, '') }
  }
  const known = Object.hasOwn(ours, code) ? ours[code] : undefined
  const sentence = origin === 'gantry' ? sentenceOf(message) : undefined
  return known && sentence ? { message: sentence } : known
}
