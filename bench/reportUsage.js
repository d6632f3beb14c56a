// Loaded before whatever is measured: tells its peak memory, and its duration where it says one, on descriptor 3.
const { writeSync } = require("node:fs");
const { peakMegabytes } = require("./peakMegabytes");

process.on("exit", () => {
    writeSync(3, JSON.stringify({ peakMegabytes: peakMegabytes(), durationMs: process.measuredMs }));
});
