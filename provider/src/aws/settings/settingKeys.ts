import { accessKeys } from "./awsArgument";

/** Every key of the AWS plugin's configuration that the clients follow, and `assumeRole` of older AWS plugins. */
export const followedKeys: readonly string[] = [
    ...accessKeys,
    "region",
    "stsRegion",
    "endpoints",
    "useFipsEndpoint",
    "useDualstackEndpoint",
    "s3UsePathStyle",
    "customCaBundle",
    "insecure",
    "httpProxy",
    "httpsProxy",
    "noProxy",
    "retryMode",
    "maxRetries",
    "userAgents",
];

/** Keys of the AWS plugin's that cannot matter to import jobs: they have no tags, and nothing is checked that could be skipped. */
export const irrelevantKeys: readonly string[] = [
    "defaultTags",
    "ignoreTags",
    "tagPolicyCompliance",
    "skipCredentialsValidation",
    "skipRegionValidation",
    "skipRequestingAccountId",
];

/** A key of the AWS plugin's that does nothing here, although it might be expected to. */
export interface IgnoredKey {
    /** What it means that it does nothing. */
    readonly meaning: string;
    /** The value that is expected to do something; `undefined`: any. */
    readonly value?: string;
    /** Whether it is about the metadata service of an EC2 instance, which is asked where nothing else says who calls. */
    readonly isOfMetadata?: boolean;
}

/** Keys of the AWS plugin's that do nothing here, which is said. */
export const ignoredKeys: Readonly<Record<string, IgnoredKey>> = {
    ec2MetadataServiceEndpoint: {
        meaning: "Set the environment variable AWS_EC2_METADATA_SERVICE_ENDPOINT instead.",
        isOfMetadata: true,
    },
    ec2MetadataServiceEndpointMode: {
        meaning: "Set the environment variable AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE instead.",
        isOfMetadata: true,
    },
    skipMetadataApiCheck: {
        meaning:
            "Without other credentials they use those of the EC2 instance. To prevent that, set the environment variable " +
            "AWS_EC2_METADATA_DISABLED to true.",
        value: "true",
        isOfMetadata: true,
    },
    s3UsEast1RegionalEndpoint: {
        meaning: "They call S3 in us-east-1 at its regional endpoint.",
        value: "legacy",
    },
    tokenBucketRateLimiterCapacity: {
        meaning: "How often they try a call again is set by maxRetries.",
    },
};

/** Every key that is no misspelling. */
export const knownKeys: readonly string[] = [...followedKeys, ...irrelevantKeys, ...Object.keys(ignoredKeys)];
