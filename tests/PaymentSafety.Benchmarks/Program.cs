using BenchmarkDotNet.Running;
using PaymentSafety.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(CredentialScan).Assembly).Run(args);
