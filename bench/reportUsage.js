// Loaded before whatever is measured: tells its peak memory, and its duration where it says one, on descriptor 3.
const { writeSync } = require("node:fs");

process.on("exit", () => {
    // maxRSS is in kilobytes of 1,024 bytes.
    const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
    writeSync(3, JSON.stringify({ peakMegabytes, durationMs: process.measuredMs }));
});
