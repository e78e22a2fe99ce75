// CVD_BENCH_TINY=1 runs benchmarks with settings so small that they end at once, to see that they work. Nothing of it is kept among the
// results: they and a RESULTS.md go to benchmarks/.cache/tiny.
export const tiny = process.env.CVD_BENCH_TINY === '1';
