import { string } from "./scalars";

/** Types of CloudWatch Logs 2014-03-28. Captured 2026-11-21 from botocore 1.44.5 (`data/logs/2014-03-28/service-2.json`). */
export const logGroup = string({ min: 1, max: 512, pattern: "[\\.\\-_\\/#A-Za-z0-9]+" });
export const logGroupIdentifier = string({ min: 1, max: 2048, pattern: "[\\w#+=\\/:,.@-]*" });
export const logStream = string({ min: 1, max: 512, pattern: "[^:*]*" });
export const nextToken = string({ min: 1 });
