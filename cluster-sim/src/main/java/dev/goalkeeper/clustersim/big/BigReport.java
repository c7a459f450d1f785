package dev.goalkeeper.clustersim.big;
public record BigReport() {}
