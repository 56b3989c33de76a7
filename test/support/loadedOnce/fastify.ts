module.exports = outside.load('fastify');
