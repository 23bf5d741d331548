using PaymentSafety.Tests.Nodes;

return await NodeProgram.RunAsync(args);
