const { readFileSync } = require("node:fs");

/**
 * The most memory that this process ever had resident, by the system's account, in MB. On Linux that is VmHWM: a process's
 * maxRSS begins with what the process that started it had, which is more than its own where that is a bench.
 */
exports.peakMegabytes = () => {
    try {
        return (Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024) / 1e6;
    } catch {
        // maxRSS is in kilobytes of 1,024 bytes.
        return (process.resourceUsage().maxRSS * 1024) / 1e6;
    }
};
