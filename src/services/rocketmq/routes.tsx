import type { Params, RouteObject } from 'react-router'
import { page, type RouteHandle } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import {
  rocketmqPaths,
  type GroupParams,
  type InstanceParams,
  type MessageParams,
  type TaskParams,
  type TopicParams,
  type UserParams,
} from '~/paths/rocketmq.ts'
import { InstanceName } from './instances/InstanceName.tsx'
import { rocketmqMessages } from './rocketmqMessages.ts'

const of = <P,>(params: Params) => params as unknown as P
const word = (
  read: (t: ReturnType<typeof useMessages<typeof rocketmqMessages.en>>) => string,
  to?: RouteHandle['to'],
): RouteHandle => ({
  crumb: () => read(useMessages(rocketmqMessages)),
  ...(to ? { to } : {}),
})
const name = (parameter: string, to: RouteHandle['to']): RouteHandle => ({
  crumb: ({ params }) => params[parameter] ?? '',
  ...(to ? { to } : {}),
})

/** Every address of RocketMQ. Forms are children of the page they open over, so that Back closes them. */
export const rocketmqRoutes: RouteObject[] = [
  {
    path: 'rocketmq/instances',
    handle: word(
      (t) => t.instances,
      (params) => rocketmqPaths.instances(of(params)),
    ),
    children: [
      { index: true, ...page(() => import('./instances/InstanceListPage.tsx')) },
      { path: 'new', handle: word((t) => t.create), ...page(() => import('./instances/InstanceCreateForm.tsx')) },
      {
        path: ':instance_id',
        handle: {
          crumb: InstanceName,
          to: (params) => rocketmqPaths.instance(of<InstanceParams>(params)),
        } satisfies RouteHandle,
        children: [
          {
            ...page(() => import('./instances/InstancePage.tsx')),
            children: [
              {
                ...page(() => import('./instances/InstanceSummaryTab.tsx')),
                children: [
                  { index: true, element: null },
                  { path: 'edit', ...page(() => import('./instances/InstanceEditForm.tsx')) },
                ],
              },
              { path: 'brokers', handle: word((t) => t.brokers), ...page(() => import('./brokers/BrokerListTab.tsx')) },
              {
                ...page(() => import('./topics/TopicListTab.tsx')),
                children: [
                  { path: 'topics', handle: word((t) => t.topics), element: null },
                  {
                    path: 'topics-new',
                    handle: word((t) => t.topics),
                    ...page(() => import('./topics/TopicCreateForm.tsx')),
                  },
                ],
              },
              {
                ...page(() => import('./consumer-groups/GroupListTab.tsx')),
                children: [
                  { path: 'groups', handle: word((t) => t.groups), element: null },
                  {
                    path: 'groups-new',
                    handle: word((t) => t.groups),
                    ...page(() => import('./consumer-groups/GroupCreateForm.tsx')),
                  },
                ],
              },
              {
                path: 'messages',
                handle: word((t) => t.messages),
                ...page(() => import('./messages/MessageListTab.tsx')),
              },
              {
                ...page(() => import('./users/UserListTab.tsx')),
                children: [
                  { path: 'users', handle: word((t) => t.users), element: null },
                  {
                    path: 'users-new',
                    handle: word((t) => t.users),
                    ...page(() => import('./users/UserCreateForm.tsx')),
                  },
                ],
              },
              {
                path: 'tasks',
                handle: word(
                  (t) => t.tasks,
                  (params) => rocketmqPaths.tasks(of<InstanceParams>(params)),
                ),
                ...page(() => import('./tasks/TaskListTab.tsx')),
                children: [
                  { index: true, element: null },
                  {
                    path: ':task_id',
                    handle: name('task_id', (params) => rocketmqPaths.task(of<TaskParams>(params))),
                    ...page(() => import('./tasks/TaskPage.tsx')),
                  },
                ],
              },
            ],
          },
          // What stands in a list has the list as its crumb; the list itself is matched above, where its tabs are.
          {
            path: 'topics',
            handle: word(
              (t) => t.topics,
              (params) => rocketmqPaths.topics(of(params)),
            ),
            children: [
              {
                path: ':topic',
                handle: name('topic', (params) => rocketmqPaths.topic(of<TopicParams>(params))),
                ...page(() => import('./topics/TopicPage.tsx')),
                children: [
                  {
                    ...page(() => import('./topics/TopicQueuesTab.tsx')),
                    children: [
                      { index: true, element: null },
                      { path: 'edit', ...page(() => import('./topics/TopicEditForm.tsx')) },
                    ],
                  },
                  {
                    path: 'consumers',
                    handle: word((t) => t.consumers),
                    ...page(() => import('./topics/TopicConsumersTab.tsx')),
                  },
                  { path: 'users', handle: word((t) => t.mayUse), ...page(() => import('./topics/TopicUsersTab.tsx')) },
                ],
              },
            ],
          },
          {
            path: 'groups',
            handle: word(
              (t) => t.groups,
              (params) => rocketmqPaths.groups(of(params)),
            ),
            children: [
              {
                path: ':group',
                handle: name('group', (params) => rocketmqPaths.group(of<GroupParams>(params))),
                ...page(() => import('./consumer-groups/GroupPage.tsx')),
                children: [
                  {
                    ...page(() => import('./consumer-groups/GroupLagTab.tsx')),
                    children: [
                      { index: true, element: null },
                      { path: 'edit', ...page(() => import('./consumer-groups/GroupEditForm.tsx')) },
                      { path: 'reset', ...page(() => import('./consumer-groups/ResetOffsetForm.tsx')) },
                    ],
                  },
                  {
                    path: 'users',
                    handle: word((t) => t.mayUse),
                    ...page(() => import('./consumer-groups/GroupUsersTab.tsx')),
                  },
                  {
                    path: 'dead-letters',
                    handle: word((t) => t.deadLetters),
                    ...page(() => import('./dead-letters/DeadLetterListTab.tsx')),
                  },
                ],
              },
            ],
          },
          {
            path: 'messages',
            handle: word(
              (t) => t.messages,
              (params) => rocketmqPaths.messages(of(params), params['topic']),
            ),
            children: [
              {
                path: ':topic/:msg_id',
                handle: name('msg_id', (params) => rocketmqPaths.message(of<MessageParams>(params))),
                ...page(() => import('./messages/MessagePage.tsx')),
                children: [
                  { index: true, ...page(() => import('./messages/MessageTraceTab.tsx')) },
                  { path: 'body', ...page(() => import('./messages/MessageBodyTab.tsx')) },
                  { path: 'properties', ...page(() => import('./messages/MessagePropertiesTab.tsx')) },
                ],
              },
            ],
          },
          {
            path: 'users',
            handle: word(
              (t) => t.users,
              (params) => rocketmqPaths.users(of(params)),
            ),
            children: [
              {
                path: ':user_name',
                handle: name('user_name', (params) => rocketmqPaths.user(of<UserParams>(params))),
                ...page(() => import('./users/UserPage.tsx')),
                children: [
                  { index: true, element: null },
                  { path: 'edit', ...page(() => import('./users/UserEditForm.tsx')) },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
]
