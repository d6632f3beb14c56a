import type { ImportApi } from "../../../provider/src/cognito/importApi";

/** Makes each call of an {@link ImportApi} once, with made-up arguments. A new call does not compile until it is listed here. */
export const importApiCalls: Readonly<
    Record<Exclude<keyof ImportApi, "lastEndpoint">, (api: ImportApi) => Promise<unknown>>
> = {
    getCsvHeader: async (api) => await api.getCsvHeader("p"),
    describeUserPool: async (api) => await api.describeUserPool("p"),
    getMfaConfig: async (api) => await api.getMfaConfig("p"),
    listUsers: async (api) => await api.listUsers("p", false, undefined),
    findUser: async (api) => await api.findUser("p", "n"),
    createJob: async (api) =>
        await api.createJob({
            userPoolId: "p",
            jobName: "n",
            cloudWatchLogsRoleArn: "r",
            passwordHashingAlgorithm: undefined,
        }),
    describeJob: async (api) => await api.describeJob("p", "j"),
    listJobs: async (api) => await api.listJobs("p", 1, undefined),
    startJob: async (api) => await api.startJob("p", "j"),
    stopJob: async (api) => await api.stopJob("p", "j"),
    findLogStreams: async (api) => await api.findLogStreams("g", "s"),
    readLog: async (api) => await api.readLog("g", "s", undefined),
};
